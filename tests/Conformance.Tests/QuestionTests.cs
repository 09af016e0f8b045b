using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Actors.Conformance.Tests;

/// <summary>What a tool asks goes out, and its sealed state comes back only from the one who got it, for the request it belongs to.</summary>
public sealed class QuestionTests(FixtureServer server) : IClassFixture<FixtureServer>
{
    private const int InvalidParams = -32602, MissingCapability = -32021;
    private const string Asking = "test_input_required_result_request_state";
    private static readonly object Confirmed = new { confirm = new { action = "accept", content = new { ok = true } } };

    private readonly HttpClient http = server.Client();

    [Fact]
    public async Task The_answers_of_earlier_rounds_need_not_be_repeated()
    {
        const string Tool = "test_input_required_result_multi_round";
        var (_, first) = await http.Call(Tool);
        var (_, second) = await http.Call(Tool, answers: new { step1 = new { action = "accept", content = new { name = "Ada" } } }, state: State(first));
        var (_, third) = await http.Call(Tool, answers: new { step2 = new { action = "accept", content = new { color = "blue" } } }, state: State(second));

        Assert.Equal("Ada likes blue.", third.Text());
    }

    [Fact]
    public async Task A_state_can_be_read_by_nobody_on_its_way() =>
        Assert.DoesNotContain("asked", State((await http.Call(Asking)).Body), StringComparison.Ordinal);

    [Fact]
    public async Task A_state_that_was_changed_is_refused()
    {
        var state = State((await http.Call(Asking)).Body);
        var changed = state[..^1] + (state[^1] == 'A' ? 'B' : 'A');

        foreach (var wrong in (string[])[changed, state + "A", "", "v2.x.y", "nonsense", new string('A', 100_000)])
            Assert.Equal(InvalidParams, (await http.Call(Asking, answers: Confirmed, state: wrong)).Body.Code());
    }

    [Fact]
    public async Task A_state_of_somebody_else_is_refused()
    {
        using var other = server.Client(asOperator: true);
        var state = State((await http.Call(Asking)).Body);

        Assert.Equal(InvalidParams, (await other.Call(Asking, answers: Confirmed, state: state)).Body.Code());
        Assert.Equal("state-ok", (await http.Call(Asking, answers: Confirmed, state: state)).Body.Text());
    }

    [Fact]
    public async Task A_state_of_another_request_is_refused()
    {
        var state = State((await http.Call("test_elicitation", new { message = "One" })).Body);

        Assert.Equal(InvalidParams, (await http.Call("test_elicitation", new { message = "Two" }, new { }, state)).Body.Code());
        Assert.Equal(InvalidParams, (await http.Call(Asking, answers: Confirmed, state: state)).Body.Code());
        Assert.Null((await http.Call("test_elicitation", new { message = "One" }, new { }, state)).Body.Code());
    }

    [Theory]
    [InlineData("""{"action":"accept","content":{"name":7}}""")]
    [InlineData("""{"action":"accept","content":{}}""")]
    [InlineData("""{"action":"accept","content":"Ada"}""")]
    [InlineData("""{"action":"perhaps"}""")]
    public async Task An_answer_that_is_not_as_its_form_has_it_is_asked_for_again(string answer)
    {
        var (_, asked) = await http.Call("test_input_required_result_elicitation");
        var (_, again) = await http.Call("test_input_required_result_elicitation", answers: new { user_name = JsonSerializer.Deserialize<JsonElement>(answer) }, state: State(asked));

        Assert.Equal("What is your name?", again.GetProperty("result").GetProperty("inputRequests").GetProperty("user_name").GetProperty("params").GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("""{"user_name":12345}""")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task Answers_that_are_none_are_refused(string answers) =>
        Assert.Equal(InvalidParams, (await http.Call("test_input_required_result_elicitation", answers: JsonSerializer.Deserialize<JsonElement>(answers))).Body.Code());

    [Fact]
    public async Task More_answers_than_are_taken_are_refused() => Assert.Equal(InvalidParams, (await http.Call(
        "test_input_required_result_elicitation", answers: new { user_name = new { action = "accept", content = new { name = new string('x', 300_000) } } })).Body.Code());

    [Theory]
    [InlineData("{}", "test_input_required_result_elicitation", """{"elicitation":{"form":{}}}""")]
    [InlineData("""{"elicitation":{"url":{}}}""", "test_input_required_result_elicitation", """{"elicitation":{"form":{}}}""")]
    [InlineData("""{"elicitation":{}}""", "test_missing_capability", """{"sampling":{}}""")]
    [InlineData("""{"elicitation":{},"sampling":{}}""", "test_input_required_result_multiple_inputs", """{"roots":{}}""")]
    public async Task Nothing_is_asked_that_the_client_cannot_answer(string capabilities, string tool, string required)
    {
        var (status, body) = await http.Call(tool, capabilities: capabilities);

        Assert.Equal((int)HttpStatusCode.BadRequest, status);
        Assert.Equal(MissingCapability, body.Code());
        Assert.Equal(required, body.GetProperty("error").GetProperty("data").GetProperty("requiredCapabilities").GetRawText());
    }

    [Fact]
    public async Task Over_plain_http_the_questions_are_a_problem_and_the_answers_go_beside_the_arguments()
    {
        using var asked = await http.PostAsJsonAsync("/api/questions/elicitation", new { message = "Who are you?" });
        var problem = await asked.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.StatusCode);
        Assert.Equal("input_required", problem.GetProperty("code").GetString());
        Assert.Equal("Who are you?", problem.GetProperty("inputRequests").GetProperty("contact").GetProperty("params").GetProperty("message").GetString());

        var requestState = problem.GetProperty("requestState").GetString();
        var inputResponses = new { contact = new { action = "accept", content = new { username = "ada", email = "ada@demo.example" } } };
        using var done = await http.PostAsJsonAsync("/api/questions/elicitation", new { message = "Who are you?", inputResponses, requestState });
        using var other = await http.PostAsJsonAsync("/api/questions/elicitation", new { message = "Somebody else?", inputResponses, requestState });

        Assert.Contains("ada", await done.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
    }

    [Fact]
    public async Task In_a_session_of_a_revision_with_batches_an_answer_may_come_in_one()
    {
        using var opened = await Post(null, """{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-03-26","capabilities":{"sampling":{}},"clientInfo":{"name":"c","version":"1"}}}""");
        var session = opened.Headers.GetValues("Mcp-Session-Id").Single();
        using var called = await Post(session, """{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"test_sampling","arguments":{"prompt":"Where?"}}}""");
        using var stream = new StreamReader(await called.Content.ReadAsStreamAsync());
        var asked = await Next();
        Assert.Equal("sampling/createMessage", asked.GetProperty("method").GetString());

        using var answered = await Post(session, $$$"""
            [{"jsonrpc":"2.0","id":{{{asked.GetProperty("id").GetRawText()}}},"result":{"role":"assistant","model":"m","content":{"type":"text","text":"Here."} } },{"jsonrpc":"2.0","method":"notifications/roots/list_changed"}]
            """);
        Assert.Equal(HttpStatusCode.Accepted, answered.StatusCode);
        Assert.Equal("LLM response: Here.", (await Next()).Text());

        async Task<HttpResponseMessage> Post(string? within, string body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Headers = { { "Accept", "application/json, text/event-stream" } }, Content = new StringContent(body, null, "application/json") };
            if (within is not null) request.Headers.Add("Mcp-Session-Id", within);
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        }

        async Task<JsonElement> Next()
        {
            while (await stream.ReadLineAsync() is { } line)
                if (line.StartsWith("data: {", StringComparison.Ordinal)) return JsonElement.Parse(line["data: ".Length..]);
            throw new InvalidOperationException("The stream ended.");
        }
    }

    [Fact]
    public async Task A_call_that_only_asked_leaves_its_idempotency_key_free()
    {
        var name = new { user_name = new { action = "accept", content = new { name = "Ada" } } };
        async Task<JsonElement> Once(object? answers)
        {
            var parameters = new System.Text.Json.Nodes.JsonObject { ["name"] = "test_input_required_result_elicitation" };
            if (answers is not null) parameters["inputResponses"] = JsonSerializer.SerializeToNode(answers);
            return (await http.Ask("tools/call", parameters, meta: new() { ["actors/idempotencyKey"] = "one-name" })).Body;
        }

        Assert.Equal("input_required", (await Once(null)).GetProperty("result").GetProperty("resultType").GetString());
        Assert.Equal("Hello, Ada!", (await Once(name)).Text());
        Assert.Equal("Hello, Ada!", (await Once(new { user_name = new { action = "decline" } })).Text());
    }

    [Fact]
    public async Task Log_messages_come_only_to_those_who_ask_and_only_from_the_level_they_ask_for()
    {
        Assert.Equal(0, await Messages(null));
        Assert.Equal(3, await Messages("info"));
        Assert.Equal(0, await Messages("warning"));

        async Task<int> Messages(string? level)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp");
            var wanted = level is null ? "" : $",\"io.modelcontextprotocol/logLevel\":\"{level}\"";
            request.Content = new StringContent($$"""
                {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"test_logging_tool","arguments":{},"_meta":{
                  "io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{} {{wanted}} } } }
                """, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
            foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[("Accept", "application/json, text/event-stream"), ("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", "tools/call"), ("Mcp-Name", "test_logging_tool")])
                request.Headers.TryAddWithoutValidation(name, value);
            using var answer = await http.SendAsync(request);
            return (await answer.Content.ReadAsStringAsync()).Split("notifications/message").Length - 1;
        }
    }

    private static string State(JsonElement body) => body.GetProperty("result").GetProperty("requestState").GetString()!;
}
