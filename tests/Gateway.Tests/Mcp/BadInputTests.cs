using Actors.Gateway.Tests.Mcp.Sessions;
using Actors.Gateway.Tests.Rest;

namespace Actors.Gateway.Tests.Mcp;

/// <summary>Whatever is wrong with a request is answered with the code and status the specification gives it, and changes nothing.</summary>
public sealed class BadInputTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    private const string Goal = """{"type":"bad","target":1,"unit":"km"}""";

    private static readonly Dictionary<string, (Func<McpPost> Post, int Status, int Code)> Refused = new()
    {
        // JSON-RPC
        ["no JSON"] = (() => SetGoal().Body("{"), 400, -32700),
        ["an empty body"] = (() => SetGoal().Body(""), 400, -32700),
        ["two messages without an array"] = (() => SetGoal().Body("{}{}"), 400, -32700),
        ["a string that is not UTF-8"] = (() => SetGoal().Body(Message("\"id\":\"\u00ff\"")), 400, -32700),
        ["half a surrogate pair"] = (() => SetGoal().Body(Message("\"id\":\"\\ud800\"")), 400, -32700),
        ["a member twice"] = (() => SetGoal().Body(Message("\"id\":1,\"method\":\"tools/list\"")), 400, -32700),
        ["a body nested too deep"] = (() => SetGoal().Body(new string('[', 100) + new string(']', 100)), 400, -32700),
        ["a number for a message"] = (() => SetGoal().Body("1"), 400, -32600),
        ["no jsonrpc"] = (() => SetGoal().Body("""{"id":1,"method":"ping"}"""), 400, -32600),
        ["another JSON-RPC"] = (() => SetGoal().Body("""{"jsonrpc":"1.0","id":1,"method":"ping"}"""), 400, -32600),
        ["an id that is null"] = (() => SetGoal().Body(Message("\"id\":null")), 400, -32600),
        ["an id with a fraction"] = (() => SetGoal().Body(Message("\"id\":1.5")), 400, -32600),
        ["an id that is an object"] = (() => SetGoal().Body(Message("\"id\":{}")), 400, -32600),
        ["no method"] = (() => SetGoal().Body("""{"jsonrpc":"2.0","id":1}"""), 400, -32600),
        ["a method that is a number"] = (() => SetGoal().Body("""{"jsonrpc":"2.0","id":1,"method":1}"""), 400, -32600),
        ["params by position"] = (() => SetGoal().Body(Message("\"id\":1,\"params\":[]")), 400, -32600),
        ["a response on the modern revision"] = (() => SetGoal().Body("""{"jsonrpc":"2.0","id":1,"result":{}}"""), 400, -32600),
        ["a batch on the modern revision"] = (() => Batch(McpPost.Modern, SetGoal().Text), 400, -32600),

        // HTTP
        ["a body that is not said to be JSON"] = (() => SetGoal().Instead("Content-Type", "text/plain"), 415, -32600),
        ["a body that is said to be nothing"] = (() => SetGoal().Without("Content-Type"), 415, -32600),
        ["another encoding"] = (() => SetGoal().Instead("Content-Type", "application/json; charset=utf-16"), 415, -32600),
        ["a client that accepts only pages"] = (() => SetGoal().Instead("Accept", "text/html"), 406, -32600),
        ["a client that refuses both types"] = (() => SetGoal().Instead("Accept", "application/json;q=0, text/event-stream;q=0"), 406, -32600),
        ["a body above 4 MiB"] = (() => SetGoal().Body(Huge), 413, -32600),
        ["a body above 4 MiB of unsaid length"] = (() => SetGoal().Body(Huge).With("Transfer-Encoding", "chunked"), 413, -32600),

        // Streamable HTTP: Request Metadata
        ["no version header"] = (() => SetGoal().Without("MCP-Protocol-Version"), 400, -32020),
        ["another version in the header"] = (() => SetGoal().Instead("MCP-Protocol-Version", "2025-11-25"), 400, -32020),
        ["two version headers"] = (() => SetGoal().With("MCP-Protocol-Version", McpPost.Modern), 400, -32020),
        ["a version that does not exist"] = (() => SetGoal(Meta("1900-01-01")).Instead("MCP-Protocol-Version", "1900-01-01"), 400, -32022),
        ["no method header"] = (() => SetGoal().Without("Mcp-Method"), 400, -32020),
        ["another method in the header"] = (() => SetGoal().Instead("Mcp-Method", "tools/list"), 400, -32020),
        ["a method in other case"] = (() => SetGoal().Instead("Mcp-Method", "Tools/Call"), 400, -32020),
        ["no name header"] = (() => SetGoal().Without("Mcp-Name"), 400, -32020),
        ["another name in the header"] = (() => SetGoal().Instead("Mcp-Name", "list_goals"), 400, -32020),
        ["a name in Base64 that is none"] = (() => SetGoal().Instead("Mcp-Name", "=?base64?c2V0X2dvYW?="), 400, -32020),
        ["a name in Base64 of another"] = (() => SetGoal().Instead("Mcp-Name", "=?base64?bGlzdF9nb2Fscw==?="), 400, -32020),

        // Basic: _meta
        ["no _meta"] = (() => SetGoal(""), 400, -32602),
        ["a _meta that is no object"] = (() => SetGoal("1"), 400, -32602),
        ["no version in _meta"] = (() => SetGoal("""{"io.modelcontextprotocol/clientCapabilities":{}}"""), 400, -32602),
        ["a version that is a number"] = (() => SetGoal("""{"io.modelcontextprotocol/protocolVersion":1,"io.modelcontextprotocol/clientCapabilities":{}}"""), 400, -32602),
        ["no capabilities"] = (() => SetGoal("""{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}"""), 400, -32602),
        ["a client without a name"] = (() => SetGoal(Meta(more: ",\"io.modelcontextprotocol/clientInfo\":{}")), 400, -32602),
        ["a log level that does not exist"] = (() => SetGoal(Meta(more: ",\"io.modelcontextprotocol/logLevel\":\"loud\"")), 400, -32602),
        ["a progress token that is an object"] = (() => SetGoal(Meta(more: ",\"progressToken\":{}")), 200, -32602),

        // Methods
        ["an unknown method"] = (() => McpPost.OfModern("tools/fly"), 404, -32601),
        ["initialize, which was removed"] = (() => McpPost.OfModern("initialize"), 404, -32601),
        ["ping, which was removed"] = (() => McpPost.OfModern("ping"), 404, -32601),
        ["logging/setLevel, which was removed"] = (() => McpPost.OfModern("logging/setLevel"), 404, -32601),
        ["an unknown tool"] = (() => McpPost.OfModernCall("fly"), 200, -32602),
        ["no tool"] = (() => McpPost.OfModern("tools/call", "\"arguments\":{}", "set_goal"), 200, -32602),
        ["arguments by position"] = (() => McpPost.OfModernCall("set_goal", "[]"), 200, -32602),
        ["a cursor from elsewhere"] = (() => McpPost.OfModern("tools/list", "\"cursor\":\"x\""), 200, -32602),

        // Legacy revisions
        ["a legacy version that is not served"] = (() => McpPost.OfCall("2024-10-07", "set_goal", Goal), 400, -32022),
        ["a modern method on a legacy revision"] = (() => McpPost.Of("server/discover", "", "2025-11-25"), 200, -32601),
        ["an unknown tool on a legacy revision"] = (() => McpPost.OfCall("2025-11-25", "fly"), 200, -32602),
        ["arguments that do not fit on 2025-06-18"] = (() => McpPost.OfCall("2025-06-18", "set_goal", "{}"), 200, -32602),
        ["arguments that do not fit on 2025-03-26"] = (() => McpPost.OfCall("2025-03-26", "set_goal", "{}"), 200, -32602),
        ["initialize without a version"] = (() => McpPost.Of("initialize", """ "capabilities":{},"clientInfo":{"name":"c","version":"1"} """, null), 200, -32602),
        ["initialize without a client"] = (() => McpPost.Of("initialize", """ "protocolVersion":"2025-11-25","capabilities":{} """, null), 200, -32602),
        ["a batch where there are none"] = (() => Batch("2025-11-25", SetGoal().Text), 400, -32600),
        ["an empty batch"] = (() => Batch(null), 400, -32600),
        ["a batch of too many"] = (() => Batch(null, [.. Enumerable.Repeat(Message("\"id\":1"), 101)]), 400, -32600),
    };

    private static readonly Dictionary<string, (string Tool, string Arguments, string Text)> Failed = new()
    {
        ["a missing argument"] = ("set_goal", """{"target":1,"unit":"km"}""", "/type"),
        ["an unknown argument"] = ("set_goal", """{"type":"bad","target":1,"unit":"km","colour":"red"}""", "/colour"),
        ["a wrong type"] = ("set_goal", """{"type":"bad","target":"far","unit":"km"}""", "/target"),
        ["a whole number with a fraction"] = ("list_goals", """{"limit":5.0}""", "The value of limit cannot be used here."),
        ["a fact to act on"] = ("track_progress", """{"value":1}""", "(argument: goalId)"),
        ["a thing there is not"] = ("delete_goal", """{"goalId":"none"}""", "not_found: "),
    };

    private static readonly (string Method, string Parameters, int Code)[] NoneOfTheirMethod =
    [
        ("tools/fly", "", -32601), ("tasks/get", "\"taskId\":\"x\"", -32601), ("subscriptions/listen", "\"notifications\":{}", -32601),
        ("tools/call", "\"name\":\"fly\"", -32602), ("tools/call", "\"arguments\":{}", -32602), ("tools/call", "\"name\":\"set_goal\",\"arguments\":[]", -32602),
        ("tools/list", "\"cursor\":\"x\"", -32602), ("resources/list", "\"cursor\":\"x\"", -32602), ("prompts/list", "\"cursor\":\"x\"", -32602),
        ("resources/read", "\"uri\":\"actors://nowhere\"", -32002), ("resources/read", "", -32602), ("resources/subscribe", "\"uri\":\"actors://nowhere\"", -32002), ("resources/subscribe", "", -32602),
        ("prompts/get", "\"name\":\"fly\"", -32602), ("completion/complete", "\"ref\":{\"type\":\"ref/none\"}", -32602), ("logging/setLevel", "\"level\":\"loud\"", -32602),
    ];

    public static TheoryData<string> Refusals => [.. Refused.Keys];

    public static TheoryData<string> Failures => [.. Failed.Keys];

    [Theory, MemberData(nameof(Refusals))]
    public async Task It_is_refused_as_specified(string what)
    {
        using var http = app.SignedIn();
        var (post, status, code) = Refused[what];
        var before = await Goals(http);
        var answer = await post().To(http);
        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal("application/json", answer.ContentType);
        Assert.Equal(before, await Goals(http));
    }

    public static TheoryData<string> Legacy => ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"];

    [Theory, MemberData(nameof(Legacy))]
    public async Task What_is_no_message_is_refused_alike_in_the_sessions_of_older_revisions(string revision)
    {
        using var http = app.SignedIn();
        var (session, before) = (await http.OpenSession(revision), await Goals(http));
        foreach (var (what, (post, status, code)) in Refused.TakeWhile(refused => refused.Key != "no version header").Where(refused => !refused.Key.EndsWith("modern revision", StringComparison.Ordinal)))
        {
            var answer = await post().Without("Mcp-Method").Without("Mcp-Name").Instead("MCP-Protocol-Version", revision).In(session).To(http);
            Assert.Equal((what, status, code), (what, answer.Status, answer.Code));
        }

        Assert.Equal(before, await Goals(http));
    }

    [Theory, MemberData(nameof(Legacy))]
    public async Task A_request_that_is_none_of_its_method_is_refused_in_the_sessions_of_older_revisions(string revision)
    {
        using var http = app.SignedIn();
        var (session, before) = (await http.OpenSession(revision), await Goals(http));
        foreach (var (method, parameters, code) in NoneOfTheirMethod)
        {
            var answer = await McpPost.Of(method, parameters, revision).In(session).To(http);
            Assert.Equal((method, 200, code), (method, answer.Status, answer.Code));
        }

        Assert.Equal(before, await Goals(http));
    }

    [Theory, MemberData(nameof(Failures))]
    public async Task A_model_is_told_what_it_got_wrong_and_can_do_better(string what)
    {
        using var http = app.SignedIn();
        var (tool, arguments, text) = Failed[what];
        var before = await Goals(http);
        foreach (var post in (McpPost[])[McpPost.OfModernCall(tool, arguments), McpPost.OfCall("2025-11-25", tool, arguments)])
        {
            var answer = await post.To(http);
            Assert.Equal(200, answer.Status);
            Assert.True(answer.IsError);
            Assert.Contains(text, answer.Text, StringComparison.Ordinal);
            Assert.False(answer.Result.TryGetProperty("structuredContent", out _));
        }
        Assert.Equal(before, await Goals(http));
    }

    [Theory]
    [InlineData("list_goal", "Unknown tool: list_goal. Did you mean list_goals? Ask tools/list for those there are.")]
    [InlineData("Set-Goal", "Unknown tool: Set-Goal. Did you mean set_goal? Ask tools/list for those there are.")]
    [InlineData("fly", "Unknown tool: fly. Ask tools/list for those there are.")]
    public async Task An_unknown_tool_is_answered_with_what_to_do(string tool, string message)
    {
        using var http = app.SignedIn();
        Assert.Equal(message, (await McpPost.OfModernCall(tool).To(http)).Json.GetProperty("error").GetProperty("message").GetString());
        Assert.Equal(message, (await McpPost.OfCall("2025-06-18", tool).To(http)).Json.GetProperty("error").GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_batch_is_bounded_by_the_size_of_its_answers()
    {
        using var http = await app.Stranger();
        string Calls(Func<int, string> parameters) => $"[{string.Join(',', Enumerable.Range(0, 100).Select(i => $$$"""{"jsonrpc":"2.0","id":{{{i}}},"method":"tools/call","params":{{{parameters(i)}}}}"""))}]";
        await new McpPost(Calls(i => $$$"""{"name":"set_goal","arguments":{"type":"t{{{i}}}","target":1,"unit":"km","title":"{{{new string('x', 120)}}}"}}""")).To(http);

        var answers = (await new McpPost(Calls(_ => """{"name":"list_goals","arguments":{"limit":200}}""")).To(http)).Json.EnumerateArray().ToArray();
        Assert.Equal(100, answers.Length);
        Assert.True(answers[0].TryGetProperty("result", out _));
        Assert.Equal(-32600, answers[^1].GetProperty("error").GetProperty("code").GetInt32());
    }

    private static string Huge => $"\"{new string('x', GatewayOptions.MaxBodyBytes)}\"";

    private static McpPost SetGoal(string meta = McpPost.ModernMeta) => McpPost.OfModernCall("set_goal", Goal, meta);

    private static string Message(string members) => $$"""{"jsonrpc":"2.0","method":"ping",{{members}}}""";

    private static string Meta(string version = McpPost.Modern, string more = "") =>
        $$"""{"io.modelcontextprotocol/protocolVersion":"{{version}}","io.modelcontextprotocol/clientCapabilities":{}{{more}}}""";

    private static McpPost Batch(string? version, params string[] messages) =>
        McpPost.Of("", "", version).Body($"[{string.Join(',', messages)}]");

    private static async Task<string> Goals(HttpClient http) => (await McpPost.OfModernCall("list_goals").To(http)).Text;
}
