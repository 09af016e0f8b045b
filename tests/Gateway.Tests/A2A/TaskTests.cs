using System.Text.Json;
using Actors.Gateway.Tests.Rest;

namespace Actors.Gateway.Tests.A2A;

/// <summary>The operations of A2A 1.0 in both bindings, on a task that is durable before anybody hears of it.</summary>
[Collection(RestCollection.Name)]
public sealed class TaskTests(ActorsApp app)
{
    public static TheoryData<bool> Bindings => new(true, false);

    [Theory, MemberData(nameof(Bindings))]
    public async Task A_message_begins_a_task_and_is_answered_when_it_is_settled(bool rpc)
    {
        var echo = Echo(rpc);
        var task = (await echo.Send(Agent.NewMessage("good morning"))).Task;
        Assert.Equal("TASK_STATE_COMPLETED", task.GetProperty("status").Text("state"));
        Assert.Equal("good morning", task.GetProperty("artifacts")[0].GetProperty("parts")[0].Text("text"));
        Assert.Equal("ROLE_USER", Assert.Single(task.GetProperty("history").EnumerateArray()).Text("role"));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", task.GetProperty("status").Text("timestamp"));

        var read = (await echo.Get(task.Text("id"))).Result;
        Assert.Equal(task.GetRawText(), read.GetRawText());
        Assert.False((await echo.Get(task.Text("id"), historyLength: 0)).Result.TryGetProperty("history", out _));
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task The_same_message_sent_again_begins_nothing_new(bool rpc)
    {
        var message = Agent.NewMessage();
        var both = await Task.WhenAll(Echo(rpc).Send(message), Echo(rpc).Send(message));
        Assert.Equal(both[0].Task.GetRawText(), both[1].Task.GetRawText());
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task A_stream_has_the_task_first_and_then_what_happens_to_it(bool rpc)
    {
        var events = await Echo(rpc).Stream(Agent.NewMessage());
        var task = events[0].GetProperty("task");
        var id = task.Text("id");
        Assert.Equal("TASK_STATE_SUBMITTED", task.GetProperty("status").Text("state"));
        Assert.Equal(["statusUpdate", "artifactUpdate", "statusUpdate"], events.Skip(1).Select(happened => happened.EnumerateObject().Single().Name));
        Assert.All(events.Skip(1), happened => Assert.Equal(id, happened.EnumerateObject().Single().Value.Text("taskId")));
        Assert.Equal("TASK_STATE_COMPLETED", events[^1].GetProperty("statusUpdate").GetProperty("status").Text("state"));
        Assert.Equal("UNSUPPORTED_OPERATION", (await Echo(rpc).Ask("SubscribeToTask", "POST", $"/tasks/{id}:subscribe", $$"""{"id":"{{id}}"}""")).Reason);
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task Tasks_are_listed_by_pages_the_latest_first(bool rpc)
    {
        var (echo, context) = (Echo(rpc), Guid.NewGuid().ToString());
        List<string> sent = [];
        for (var i = 0; i < 5; i++) sent.Insert(0, (await echo.Send(Agent.NewMessage(more: $",\"contextId\":\"{context}\""))).Task.Text("id"));

        List<string> listed = [];
        for (var token = ""; ;)
        {
            var page = (await echo.List(("contextId", context), ("pageSize", 2), ("pageToken", token))).Result;
            Assert.Equal((5, 2), (page.GetProperty("totalSize").GetInt32(), page.GetProperty("pageSize").GetInt32()));
            listed.AddRange(page.GetProperty("tasks").EnumerateArray().Select(task => task.Text("id")));
            Assert.All(page.GetProperty("tasks").EnumerateArray(), task => Assert.False(task.TryGetProperty("artifacts", out _)));
            token = page.Text("nextPageToken");
            if (token.Length == 0) break;
        }
        // The clock of these tests stands still: what is of one moment is ordered by id.
        Assert.Equal(sent.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
        Assert.Empty((await echo.List(("contextId", context), ("status", "TASK_STATE_FAILED"))).Result.GetProperty("tasks").EnumerateArray());
        Assert.Equal("INVALID_PARAMS", (await echo.List(("contextId", "another"), ("pageToken", Convert.ToBase64String("forged"u8)))).Reason);
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task What_has_ended_takes_no_message_and_cannot_be_canceled(bool rpc)
    {
        var echo = Echo(rpc);
        var task = (await echo.Send(Agent.NewMessage())).Task;
        Assert.Equal("UNSUPPORTED_OPERATION", (await echo.Send(Agent.NewMessage(more: $",\"taskId\":\"{task.Text("id")}\""))).Reason);
        Assert.Equal("TASK_NOT_CANCELABLE", (await echo.Cancel(task.Text("id"))).Reason);
        Assert.Equal("INVALID_PARAMS", (await echo.Send(Agent.NewMessage(more: $",\"taskId\":\"{task.Text("id")}\",\"contextId\":\"another\""))).Reason);
        Assert.Equal(task.GetRawText(), (await echo.Get(task.Text("id"))).Result.GetRawText());
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task Somebody_elses_task_is_not_there(bool rpc)
    {
        var task = (await Echo(rpc).Send(Agent.NewMessage())).Task.Text("id");
        var other = new Agent(app.Client(app.Demo.GetProperty("operator").Text("apiKey")), "echo", rpc);
        Assert.Equal("TASK_NOT_FOUND", (await other.Get(task)).Reason);
        Assert.Equal("TASK_NOT_FOUND", (await other.Cancel(task)).Reason);
        Assert.Equal("TASK_NOT_FOUND", (await other.Send(Agent.NewMessage(more: $",\"taskId\":\"{task}\""))).Reason);
        Assert.Equal("TASK_NOT_FOUND", (await Echo(rpc).Get("made-up")).Reason);
    }

    [Theory]
    [InlineData("""{"role":"ROLE_USER","parts":[{"text":"x"}]}""", "message.messageId")]
    [InlineData("""{"messageId":"m","role":"ROLE_AGENT","parts":[{"text":"x"}]}""", "message.role")]
    [InlineData("""{"messageId":"m","role":"ROLE_USER","parts":[]}""", "message.parts")]
    [InlineData("""{"messageId":"m","role":"ROLE_USER","parts":[{}]}""", "message.parts[0].text")]
    [InlineData("""{"messageId":"m","role":"ROLE_USER","parts":[{"text":"x","url":"y"}]}""", "message.parts[0].text")]
    [InlineData("""{"messageId":"m","role":"ROLE_USER","parts":[{"raw":"%"}]}""", "message.parts[0].raw")]
    [InlineData("""{"messageId":7,"role":"ROLE_USER","parts":[{"text":"x"}]}""", "message.messageId")]
    public async Task A_message_that_is_none_is_refused_by_its_field(string message, string field)
    {
        foreach (var rpc in (bool[])[true, false])
        {
            var refused = await Echo(rpc).Send(message);
            Assert.Equal((rpc ? 200 : 400, "INVALID_PARAMS"), (refused.Status, refused.Reason));
            Assert.Contains($"\"field\":\"{field}\"", refused.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_version_that_is_not_spoken_is_refused()
    {
        var echo = new Agent(app.SignedIn(), "echo", rpc: true) { Version = "9.9" };
        Assert.Equal("VERSION_NOT_SUPPORTED", (await echo.Send(Agent.NewMessage())).Reason);
    }

    [Fact]
    public async Task A_key_without_the_scope_is_told_which_it_needs()
    {
        var echo = new Agent(app.Client(await app.KeyWith("profile")), "echo", rpc: true);
        Assert.Equal(403, (await echo.Send(Agent.NewMessage())).Status);

        var stranger = await app.Client().PostAsync("/a2a/echo", content: null);
        Assert.Contains("scope=\"agents:read agents:write\"", stranger.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_says_where_the_agent_answers()
    {
        using var http = app.Client();
        var response = await http.GetAsync("/.well-known/agent-card.json");
        var card = await response.Json();
        Assert.Equal($"{app.BaseUrl}a2a/echo", card.GetProperty("supportedInterfaces")[0].Text("url"));
        var again = new HttpRequestMessage(HttpMethod.Get, "/a2a/echo/.well-known/agent-card.json") { Headers = { { "If-None-Match", response.Headers.ETag!.Tag } } };
        Assert.Equal(System.Net.HttpStatusCode.NotModified, (await http.SendAsync(again)).StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await http.GetAsync("/a2a/nobody/.well-known/agent-card.json")).StatusCode);
    }

    private Agent Echo(bool rpc) => new(app.SignedIn(), "echo", rpc);
}
