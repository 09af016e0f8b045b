using System.Text.Json;
using Actors.Gateway.Tests.Mcp.Sessions;
using Actors.Gateway.Tests.Rest;

namespace Actors.Gateway.Tests.Mcp;

/// <summary><c>verify_audit</c>, which reads all that a tenant ever did: it tells of its progress, and becomes a task.</summary>
public sealed class LongToolTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    private const string Tool = "verify_audit", Route = "/api/audit/verification";
    private const string KnowsTasks = """{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{"extensions":{"io.modelcontextprotocol/tasks":{} } } }""";

    [Theory]
    [InlineData("2026-07-28")]
    [InlineData("2025-11-25")]
    public async Task Who_asks_for_progress_is_told_of_it_before_the_result(string revision)
    {
        using var http = app.SignedIn();
        var meta = revision == McpPost.Modern ? McpPost.ModernMeta.Insert(1, "\"progressToken\":\"p\",") : """{"progressToken":"p"}""";
        var request = new HttpRequestMessage(HttpMethod.Post, "/mcp")
        {
            Headers = { { "Accept", "application/json, text/event-stream" }, { "MCP-Protocol-Version", revision }, { "Mcp-Method", "tools/call" }, { "Mcp-Name", Tool } },
            Content = new StringContent($$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"{{Tool}}","arguments":{},"_meta":{{meta}} } }""", null, "application/json"),
        };
        using var stream = await SseStream.Open(http, request);
        var said = new List<JsonElement>();
        while (await stream.Next() is { } next) said.Add(next.Json);

        Assert.All(said[..^1], message => Assert.Equal("p", message.GetProperty("params").GetProperty("progressToken").GetString()));
        Assert.Contains("entries hold", said[0].GetProperty("params").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.True(said[^1].GetProperty("result").GetProperty("structuredContent").GetProperty("intact").GetBoolean());
    }

    [Fact]
    public async Task For_a_client_that_knows_tasks_it_becomes_one_which_is_told_of_and_found_on_any_gateway()
    {
        await using var other = await TestGateway.Start(app);
        using var http = app.SignedIn();
        var begun = await McpPost.OfModernCall(Tool, meta: KnowsTasks).To(http);
        Assert.Equal("task", begun.Result.GetProperty("resultType").GetString());
        var id = begun.Result.GetProperty("taskId").GetString()!;

        using var told = await SseStream.Open(other.Http, new(HttpMethod.Post, "/mcp")
        {
            Headers = { { "Accept", "text/event-stream" }, { "MCP-Protocol-Version", McpPost.Modern }, { "Mcp-Method", "subscriptions/listen" } },
            Content = new StringContent($$"""{"jsonrpc":"2.0","id":1,"method":"subscriptions/listen","params":{"notifications":{"taskIds":["{{id}}"]},"_meta":{{KnowsTasks}} } }""", null, "application/json"),
        });
        Assert.Equal($$"""{"taskIds":["{{id}}"]}""", (await told.Next())!.Json.GetProperty("params").GetProperty("notifications").GetRawText());
        JsonElement task;
        do task = (await told.Next())!.Json.GetProperty("params");
        while (task.GetProperty("status").GetString() == "working");
        Assert.True(task.GetProperty("result").GetProperty("structuredContent").GetProperty("intact").GetBoolean());

        using var stranger = await app.Stranger();
        Assert.Equal(-32602, (await Get(stranger)).Code);
        Assert.Equal("completed", (await Get(other.Http)).Result.GetProperty("status").GetString());

        Task<McpAnswer> Get(HttpClient client) => McpPost.OfModern("tasks/get", $"\"taskId\":\"{id}\"", id, KnowsTasks).To(client);
    }

    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("application/json", "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("text/event-stream", "text/event-stream")]
    public async Task Over_REST_who_asks_for_events_is_told_of_its_progress_and_others_get_the_result(string? accept, string type)
    {
        using var http = app.SignedIn();
        using var request = new HttpRequestMessage(HttpMethod.Get, Route);
        if (accept is not null) request.Headers.Accept.ParseAdd(accept);
        using var answer = await http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();

        Assert.Equal((200, type), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains("\"intact\":true", type == "application/json" ? body : body[body.IndexOf("event: result", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Equal(type != "application/json", body.Contains("event: progress", StringComparison.Ordinal));
    }
}
