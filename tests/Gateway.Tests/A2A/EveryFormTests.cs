using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Gateway.Tests.Rest;

namespace Actors.Gateway.Tests.A2A;

/// <summary>What the specification asks of all bindings and revisions alike (A2A 1.0 §3 to §5, §7): each rule is tried in all four forms.</summary>
[Collection(RestCollection.Name)]
public sealed class EveryFormTests(ActorsApp app)
{
    private const string Unfinished = "Set a goal";

    public static TheoryData<bool, bool> Forms => new() { { true, false }, { false, false }, { true, true }, { false, true } };

    [Theory, MemberData(nameof(Forms))]
    public async Task A_message_that_comes_again_is_answered_with_the_task_that_it_began(bool rpc, bool old)
    {
        var (mouth, ear) = Speak("echo", rpc, old);
        var message = mouth.Message();
        var first = await ear.Task(mouth.Send(message));
        Assert.Equal("COMPLETED", Ear.State(first));
        Assert.Equal(first.GetRawText(), (await ear.Task(mouth.Send(message.DeepClone()))).GetRawText());
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task A_context_is_made_kept_and_inferred_from_the_task(bool rpc, bool old)
    {
        var (mouth, ear) = Speak("concierge", rpc, old);
        var asked = await ear.Task(mouth.Send(Saying(mouth, Unfinished)));
        Assert.Equal(("INPUT_REQUIRED", true), (Ear.State(asked), asked.Text("contextId").Length > 0));
        var again = await ear.Task(mouth.Send(Saying(mouth, "still not enough", task: asked.Text("id"))));
        Assert.Equal((asked.Text("id"), asked.Text("contextId")), (again.Text("id"), again.Text("contextId")));
        var other = await ear.Task(mouth.Send(Saying(mouth, Unfinished, context: asked.Text("contextId"))));
        Assert.Equal((false, asked.Text("contextId")), (other.Text("id") == asked.Text("id"), other.Text("contextId")));
        var own = Guid.NewGuid().ToString();
        Assert.Equal(own, (await ear.Task(mouth.Send(Saying(mouth, Unfinished, context: own)))).Text("contextId"));
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task A_client_that_will_not_wait_is_answered_at_once_and_reads_the_end_later(bool rpc, bool old)
    {
        var (mouth, ear) = Speak("echo", rpc, old);
        var begun = await ear.Task(mouth.Send(mouth.Message(), new() { [old ? "blocking" : "returnImmediately"] = !old }));
        JsonElement read;
        do read = await ear.Task(mouth.Get(begun.Text("id")));
        while (Ear.State(read) is "SUBMITTED" or "WORKING");
        Assert.Equal("COMPLETED", Ear.State(read));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", read.GetProperty("status").Text("timestamp"));
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task History_comes_as_far_as_it_is_asked_for(bool rpc, bool old)
    {
        var (mouth, ear) = Speak("concierge", rpc, old);
        var asked = await ear.Task(mouth.Send(Saying(mouth, Unfinished), new() { ["historyLength"] = 0, ["blocking"] = true }));
        Assert.Equal(0, Ear.History(asked));
        foreach (var (length, came) in ((int?, int)[])[(null, 2), (0, 0), (1, 1), (2, 2), (99, 2)])
            Assert.Equal((length, came), (length, Ear.History(await ear.Task(mouth.Get(asked.Text("id"), length)))));
        var newest = (await ear.Task(mouth.Get(asked.Text("id"), 1))).GetProperty("history")[0];
        Assert.Equal(mouth.Agent, newest.Text("role"));
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task A_stream_has_the_task_first_then_each_change_in_order_and_closes_at_the_end(bool rpc, bool old)
    {
        var (mouth, ear) = Speak("echo", rpc, old);
        var events = await ear.Events(mouth.Send(mouth.Message(), streams: true));
        Assert.Equal(["task", "statusUpdate", "artifactUpdate", "statusUpdate"], events.Select(one => one.Kind));
        Assert.Equal(["SUBMITTED", "WORKING", "COMPLETED"], events.Where(one => one.Kind != "artifactUpdate").Select(one => Ear.State(one.What)));
        Assert.All(events.Skip(1), one => Assert.Equal((events[0].What.Text("id"), events[0].What.Text("contextId")), (one.What.Text("taskId"), one.What.Text("contextId"))));
        if (old && rpc) Assert.Equal([false, true], events.Where(one => one.Kind == "statusUpdate").Select(one => one.What.GetProperty("final").GetBoolean()));
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task Who_follows_a_task_that_waits_is_told_how_it_stands_and_then_how_it_ends_and_canceling_twice_is_canceling_once(bool rpc, bool old)
    {
        var (mouth, ear) = Speak("concierge", rpc, old);
        var id = (await ear.Task(mouth.Send(Saying(mouth, Unfinished)))).Text("id");
        var (one, two) = (ear.Events(mouth.Subscribe(id)), ear.Events(mouth.Subscribe(id)));
        await Task.WhenAny(one, two, Task.Delay(200));
        var canceled = await ear.Task(mouth.Cancel(id));
        Assert.Equal("CANCELED", Ear.State(canceled));
        Assert.Equal(canceled.GetRawText(), (await ear.Task(mouth.Cancel(id))).GetRawText());
        Assert.Equal([("task", "INPUT_REQUIRED"), ("statusUpdate", "CANCELED")], (await one).Select(happened => (happened.Kind, Ear.State(happened.What))));
        Assert.Equal((await one).Select(happened => happened.What.GetRawText()), (await two).Select(happened => happened.What.GetRawText()));
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task A_webhook_is_put_read_listed_and_removed_as_often_as_one_likes(bool rpc, bool old)
    {
        var (mouth, ear) = Speak("concierge", rpc, old);
        var id = (await ear.Task(mouth.Send(Saying(mouth, Unfinished)))).Text("id");
        var hook = mouth.Webhook("https://8.8.8.8/hook");
        hook["id"] = "p1";
        for (var i = 0; i < 2; i++)
        {
            var put = await ear.Result(mouth.Push(id, hook.DeepClone().AsObject()));
            Assert.DoesNotContain("secret", put.GetRawText(), StringComparison.Ordinal);
            Assert.Equal(put.GetRawText(), (await ear.Result(mouth.GetPush(id, "p1"))).GetRawText());
        }
        Assert.Single((await ear.Result(mouth.ListPushes(id))).GetRawText().Split("https://8.8.8.8/hook")[1..]);
        for (var i = 0; i < 2; i++) await ear.Result(mouth.DeletePush(id, "p1"));
        Assert.Equal("TASK_NOT_FOUND", (await mouth.Refusal(await mouth.GetPush(id, "p1"))).Reason);
        Assert.DoesNotContain("8.8.8.8", (await ear.Result(mouth.ListPushes(id))).GetRawText(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task The_card_for_a_caller_is_for_those_who_prove_who_they_are(bool rpc, bool old)
    {
        var (mouth, ear) = Speak("echo", rpc, old);
        Assert.Equal("Echo", (await ear.Result(mouth.Card())).Text("name"));
        var nobody = await new Mouth(app.Client(), "echo", rpc, old).Card();
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        Assert.Contains("scope=\"agents:read agents:write\"", nobody.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        var reader = new Mouth(app.Client(await app.KeyWith("agents:read")), "echo", rpc, old);
        var refused = await reader.Send(reader.Message());
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("agents:write", refused.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Equal("Echo", (await ear.Result(reader.Card())).Text("name"));
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task A_part_that_the_agent_does_not_take_is_refused_by_its_type(bool rpc, bool old)
    {
        var (mouth, _) = Speak("concierge", rpc, old);
        var image = mouth.Bytes("aGk=");
        (image["file"] as JsonObject ?? image)[old ? "mimeType" : "mediaType"] = "image/png";
        var refused = await mouth.Send(mouth.Message(message => message[mouth.Parts] = new JsonArray(image)));
        var words = await refused.Content.ReadAsStringAsync();
        Assert.Equal("CONTENT_TYPE_NOT_SUPPORTED", (await mouth.Refusal(refused)).Reason);
        Assert.Contains("image/png", words, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task What_nobody_knows_is_passed_over_and_extensions_that_nobody_has_too(bool rpc, bool old)
    {
        var (mouth, ear) = Speak("echo", rpc, old);
        var message = mouth.Message(message => (message["future"], message["extensions"], message["metadata"]) = (new JsonArray(1), new JsonArray("https://example.com/ext/v1"), new JsonObject { ["a"] = 1 }));
        var task = await ear.Task(mouth.Send(message, new() { ["future"] = 7, ["blocking"] = true }));
        Assert.Equal(1, task.GetProperty("history")[0].GetProperty("metadata").GetProperty("a").GetInt32());
        Assert.Equal("https://example.com/ext/v1", task.GetProperty("history")[0].GetProperty("extensions")[0].GetString());
    }

    private (Mouth Mouth, Ear Ear) Speak(string agent, bool rpc, bool old) => (new(app.SignedIn(), agent, rpc, old), new(rpc, old));

    private static JsonObject Saying(Mouth mouth, string text, string? task = null, string? context = null) => mouth.Message(message =>
    {
        message[mouth.Parts] = new JsonArray(mouth.Text(text));
        if (task is not null) message["taskId"] = task;
        if (context is not null) message["contextId"] = context;
    });
}
