using System.Text.Json.Nodes;
using Actors.Gateway.Tests.Rest;

namespace Actors.Gateway.Tests.A2A;

/// <summary>What is wrong is answered with the error that the specification has for it, in both bindings and both revisions, and changes nothing.</summary>
[Collection(RestCollection.Name)]
public sealed class BadInputTests(ActorsApp app)
{
    private static readonly Error InvalidParams = new("INVALID_PARAMS", -32602, 400), NotFound = new("TASK_NOT_FOUND", -32001, 404), Unsupported = new("UNSUPPORTED_OPERATION", -32004, 400);

    /// <summary>Each says it to a task of the caller's that has ended, and knows of one of somebody else's.</summary>
    private static readonly Dictionary<string, (Error Error, Func<Mouth, Tasks, Task<HttpResponseMessage>> Say)> Wrong = new(StringComparer.Ordinal)
    {
        ["no message"] = (InvalidParams, (mouth, _) => mouth.Send(null)),
        ["a message that is none"] = (InvalidParams, (mouth, _) => mouth.Send("hello")),
        ["no message id"] = (InvalidParams, (mouth, _) => mouth.Send(mouth.Message(message => message.Remove("messageId")))),
        ["an empty message id"] = (InvalidParams, (mouth, _) => mouth.Send(mouth.Message(message => message["messageId"] = ""))),
        ["a message id that is a number"] = (InvalidParams, (mouth, _) => mouth.Send(mouth.Message(message => message["messageId"] = 7))),
        ["no role"] = (InvalidParams, (mouth, _) => mouth.Send(mouth.Message(message => message.Remove("role")))),
        ["the agent's role"] = (InvalidParams, (mouth, _) => mouth.Send(mouth.Message(message => message["role"] = mouth.Agent))),
        ["a role there is not"] = (InvalidParams, (mouth, _) => mouth.Send(mouth.Message(message => message["role"] = "ROLE_GUEST"))),
        ["no parts"] = (InvalidParams, (mouth, _) => mouth.Send(mouth.Message(message => message.Remove(mouth.Parts)))),
        ["empty parts"] = (InvalidParams, (mouth, _) => mouth.Send(mouth.Message(message => message[mouth.Parts] = new JsonArray()))),
        ["parts that are no list"] = (InvalidParams, (mouth, _) => mouth.Send(mouth.Message(message => message[mouth.Parts] = "hello"))),
        ["a part of nothing"] = (InvalidParams, (mouth, _) => mouth.Send(mouth.Message(message => message[mouth.Parts] = new JsonArray(new JsonObject())))),
        ["a part that is text and a number"] = (InvalidParams, (mouth, _) => mouth.Send(mouth.Message(message => message[mouth.Parts]![0]!["text"] = 1))),
        ["bytes that are not base64"] = (InvalidParams, (mouth, _) => mouth.Send(mouth.Message(message => message[mouth.Parts] = new JsonArray(mouth.Bytes("%"))))),
        ["metadata that is a list"] = (InvalidParams, (mouth, _) => mouth.Send(mouth.Message(message => message["metadata"] = new JsonArray()))),
        ["a streamed message without parts"] = (InvalidParams, (mouth, _) => mouth.Send(mouth.Message(message => message.Remove(mouth.Parts)), streams: true)),
        ["to a task that has ended"] = (Unsupported, (mouth, tasks) => mouth.Send(mouth.Message(message => message["taskId"] = tasks.Own))),
        ["a stream to a task that has ended"] = (Unsupported, (mouth, tasks) => mouth.Send(mouth.Message(message => message["taskId"] = tasks.Own), streams: true)),
        ["to a task there is not"] = (NotFound, (mouth, _) => mouth.Send(mouth.Message(message => message["taskId"] = "made-up"))),
        ["to a task with a null character in its id"] = (NotFound, (mouth, _) => mouth.Send(mouth.Message(message => message["taskId"] = "made\0up"))),
        ["in a context with a null character in its id"] = (InvalidParams, (mouth, _) => mouth.Send(mouth.Message(message => message["contextId"] = "made\0up"))),
        ["to somebody else's task"] = (NotFound, (mouth, tasks) => mouth.Send(mouth.Message(message => message["taskId"] = tasks.Foreign))),
        ["to a task in another context"] = (InvalidParams, (mouth, tasks) => mouth.Send(mouth.Message(message => (message["taskId"], message["contextId"]) = (tasks.Own, "another")))),
        ["a negative history"] = (InvalidParams, (mouth, _) => mouth.Send(mouth.Message(), new() { ["historyLength"] = -1 })),
        ["an absurd history"] = (InvalidParams, (mouth, _) => mouth.Send(mouth.Message(), new() { ["historyLength"] = 10_000_000_000 })),
        ["half a message of history"] = (InvalidParams, (mouth, _) => mouth.Send(mouth.Message(), new() { ["historyLength"] = 0.5 })),
        ["reading a negative history"] = (InvalidParams, (mouth, tasks) => mouth.Get(tasks.Own, -1)),
        ["reading an absurd history"] = (InvalidParams, (mouth, tasks) => mouth.Get(tasks.Own, 10_000_000_000)),
        ["reading a task there is not"] = (NotFound, (mouth, _) => mouth.Get("made-up")),
        ["reading somebody else's task"] = (NotFound, (mouth, tasks) => mouth.Get(tasks.Foreign)),
        ["reading a path"] = (NotFound, (mouth, tasks) => mouth.Get($"../{tasks.Foreign}")),
        ["canceling what has ended"] = (new("TASK_NOT_CANCELABLE", -32002, 400), (mouth, tasks) => mouth.Cancel(tasks.Own)),
        ["canceling a task there is not"] = (NotFound, (mouth, _) => mouth.Cancel("made-up")),
        ["canceling somebody else's task"] = (NotFound, (mouth, tasks) => mouth.Cancel(tasks.Foreign)),
        ["following what has ended"] = (Unsupported, (mouth, tasks) => mouth.Subscribe(tasks.Own)),
        ["following a task there is not"] = (NotFound, (mouth, _) => mouth.Subscribe("made-up")),
        ["following somebody else's task"] = (NotFound, (mouth, tasks) => mouth.Subscribe(tasks.Foreign)),
        ["a webhook without an address"] = (InvalidParams, (mouth, tasks) => mouth.Push(tasks.Own, [])),
        ["a webhook in a private network"] = (InvalidParams, (mouth, tasks) => mouth.Push(tasks.Own, mouth.Webhook("https://10.0.0.1/"))),
        ["a webhook with a line break in its address"] = (InvalidParams, (mouth, tasks) => mouth.Push(tasks.Own, mouth.Webhook("https://example.com/\r\nX: y"))),
        ["a webhook with a line break in its credentials"] = (InvalidParams, (mouth, tasks) => mouth.Push(tasks.Own, mouth.Webhook("https://127.0.0.1/", "a\r\nX: y"))),
        ["a webhook of somebody else's task"] = (NotFound, (mouth, tasks) => mouth.Push(tasks.Foreign, mouth.Webhook("https://127.0.0.1/"))),
        ["a message with a webhook in a private network"] = (InvalidParams, (mouth, _) => mouth.Send(mouth.Message(), mouth.Inline(mouth.Webhook("https://10.0.0.1/")))),
        ["another tenant"] = (NotFound, (mouth, tasks) => mouth.Ask("SendMessage", "message/send", "POST", "/message:send", new() { ["tenant"] = "another", ["message"] = mouth.Message() })),
        ["no JSON"] = (new("PARSE_ERROR", -32700, 400), (mouth, _) => mouth.Raw("{")),
        ["another type of body"] = (new("CONTENT_TYPE_NOT_SUPPORTED", -32005, 400), (mouth, _) => mouth.Raw("<message/>", "application/xml")),
    };

    private static readonly Dictionary<string, (string Name, JsonNode Value)> WrongLists = new(StringComparer.Ordinal)
    {
        ["a page of none"] = ("pageSize", 0), ["a negative page"] = ("pageSize", -1), ["a large page"] = ("pageSize", 101), ["an absurd page"] = ("pageSize", 10_000_000_000),
        ["a forged cursor"] = ("pageToken", Convert.ToBase64String("forged"u8)), ["a state there is not"] = ("status", "TASK_STATE_ASLEEP"), ["a time that is none"] = ("statusTimestampAfter", "yesterday"),
        ["a negative history"] = ("historyLength", -1),
    };

    public static TheoryData<string> WrongRequests => new(Wrong.Keys);

    public static TheoryData<string> WrongPages => new(WrongLists.Keys);

    [Theory, MemberData(nameof(WrongRequests))]
    public async Task A_request_that_is_wrong_is_refused_and_changes_nothing(string what)
    {
        var (error, say) = Wrong[what];
        foreach (var (rpc, old) in Mouth.All)
        {
            var tasks = await Begin();
            var mouth = new Mouth(app.SignedIn(), "echo", rpc, old);
            var before = await State(tasks);
            await AssertRefused(error, mouth, await say(mouth, tasks), $"{what}, rpc {rpc}, old {old}");
            Assert.Equal(before, await State(tasks));
        }
    }

    [Theory, MemberData(nameof(WrongPages))]
    public async Task A_list_that_cannot_be_is_refused(string what)
    {
        var (name, value) = WrongLists[what];
        foreach (var (rpc, old) in Mouth.All.Where(one => one is not (true, true)))
        {
            var mouth = new Mouth(app.SignedIn(), "echo", rpc, old);
            await AssertRefused(InvalidParams, mouth, await mouth.List(name, value.DeepClone()), $"{what}, rpc {rpc}, old {old}");
        }
    }

    [Theory, InlineData("9.9"), InlineData("2"), InlineData("one")]
    public async Task A_version_that_is_not_spoken_is_refused(string version)
    {
        foreach (var (rpc, old) in Mouth.All)
        {
            var mouth = new Mouth(app.SignedIn(), "echo", rpc, old) { Version = version };
            await AssertRefused(new("VERSION_NOT_SUPPORTED", -32009, 400), mouth, await mouth.Send(mouth.Message()), $"rpc {rpc}, old {old}");
        }
    }

    [Fact]
    public async Task A_patch_version_makes_no_difference()
    {
        var mouth = new Mouth(app.SignedIn(), "echo", rpc: true, old: false) { Version = "1.0.7" };
        Assert.Contains("\"result\"", await (await mouth.Send(mouth.Message())).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enums_may_come_as_numbers_bytes_in_either_alphabet_and_members_that_nobody_knows()
    {
        var mouth = new Mouth(app.SignedIn(), "echo", rpc: true, old: false);
        var answer = await mouth.Send(mouth.Message(message =>
        {
            message["role"] = 1;
            message["parts"] = new JsonArray(new JsonObject { ["raw"] = "_-8", ["metadata"] = null, ["future"] = new JsonArray(1) });
        }), new() { ["history_length"] = 1.0, ["return_immediately"] = null });
        Assert.Contains("\"raw\":\"/+8=\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task AssertRefused(Error expected, Mouth mouth, HttpResponseMessage answer, string what)
    {
        var (reason, code) = await mouth.Refusal(answer);
        var is10Rest = code is > 0 and < 600;
        Assert.Equal((what, is10Rest ? expected.Status : expected.Code), (what, code));
        Assert.Equal((what, expected.Reason), (what, reason!));
    }

    private async Task<Tasks> Begin()
    {
        var stranger = new Agent(app.Client(app.Demo.GetProperty("operator").Text("apiKey")), "echo", rpc: true);
        return new((await Echo.Send(Agent.NewMessage())).Task.Text("id"), (await stranger.Send(Agent.NewMessage())).Task.Text("id"));
    }

    private Agent Echo => new(app.SignedIn(), "echo", rpc: true);

    private async Task<string> State(Tasks tasks) => (await Echo.Get(tasks.Own)).Body + (await Echo.List()).Result.GetProperty("totalSize").GetRawText();

    private sealed record Error(string Reason, int Code, int Status);

    private sealed record Tasks(string Own, string Foreign);
}
