using System.Text.Json;
using Actors.Gateway.Tests.Mcp.Sessions;
using Actors.Gateway.Tests.Tenancy;

namespace Actors.Gateway.Tests.Mcp;

/// <summary>What cannot be undone is done when the person agrees, where their client can ask them (2026-07-28, patterns: Multi Round-Trip Requests).</summary>
public sealed class AgreementTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    private const string CanAsk = """{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{"elicitation":{"form":{}}}}""";

    [Theory]
    [InlineData("accept", true)]
    [InlineData("decline", false)]
    [InlineData("cancel", false)]
    public async Task A_person_is_removed_when_whoever_removes_them_agrees(string action, bool removed)
    {
        using var http = app.SignedIn();
        var user = await Somebody(http);
        var asked = (await Remove(user, CanAsk).To(http)).Result;
        Assert.Equal("input_required", asked.GetProperty("resultType").GetString());
        Assert.Contains("Robot", asked.GetProperty("inputRequests").GetProperty("agreement").GetProperty("params").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.True(await Exists(http, user));

        var answer = await Remove(user, CanAsk, Answered(asked, action)).To(http);
        Assert.Equal((!removed, !removed), (answer.IsError, await Exists(http, user)));
    }

    [Theory]
    [InlineData("accept", "deleting")]
    [InlineData("decline", "active")]
    public async Task An_organisation_is_deleted_when_whoever_deletes_it_agrees(string action, string status)
    {
        using var http = app.Operator();
        var id = $"agreed-{action}";
        await McpPost.OfModernCall("create_tenant", $"{{\"tenantId\":\"{id}\",\"name\":\"Meadow\",\"ownerEmail\":\"{id}@meadow.example\"}}").To(http);
        McpPost Delete(string more = "") => McpPost.OfModern("tools/call", $"\"name\":\"delete_tenant\",\"arguments\":{{\"tenantId\":\"{id}\",\"graceDays\":3}}{more}", "delete_tenant", CanAsk);
        async Task<string> Status() => (await McpPost.OfModernCall("get_tenant", $"{{\"tenantId\":\"{id}\"}}").To(http)).Result.GetProperty("structuredContent").GetProperty("status").GetString()!;

        var asked = (await Delete().To(http)).Result;
        Assert.Contains($"Meadow ({id})", asked.GetProperty("inputRequests").GetProperty("agreement").GetProperty("params").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("active", await Status());
        Assert.Equal(status == "active", (await Delete(Answered(asked, action)).To(http)).IsError);
        Assert.Equal(status, await Status());
    }

    [Fact]
    public async Task An_answer_counts_for_an_hour_and_then_the_call_is_to_be_made_again()
    {
        using var http = app.SignedIn();
        var (one, other) = (await Somebody(http), await Somebody(http));
        var (asked, askedToo) = ((await Remove(one, CanAsk).To(http)).Result, (await Remove(other, CanAsk).To(http)).Result);
        try
        {
            app.Time.Advance(TimeSpan.FromMinutes(59));
            Assert.False((await Remove(one, CanAsk, Answered(asked, "accept")).To(http)).IsError);
            app.Time.Advance(TimeSpan.FromMinutes(2));
            var late = await Remove(other, CanAsk, Answered(askedToo, "accept")).To(http);
            Assert.Equal(-32602, late.Code);
            Assert.Contains("more than an hour old", late.Body, StringComparison.Ordinal);
            Assert.Contains("Make the call again without it.", late.Body, StringComparison.Ordinal);
            Assert.True(await Exists(http, other));
            Assert.Equal("input_required", (await Remove(other, CanAsk).To(http)).Result.GetProperty("resultType").GetString());
        }
        finally
        {
            app.Time.Reset();
        }
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2025-06-18")]
    public async Task In_a_session_the_person_is_asked_on_the_calls_stream_and_may_answer_at_another_gateway(string revision)
    {
        await using var one = await TestGateway.Start(app);
        await using var other = await TestGateway.Start(app);
        var user = await Somebody(one.Http);
        var session = await one.Http.OpenSession(revision, """{"elicitation":{}}""");
        using var stream = await Removal(one.Http, session, revision, user);
        var asked = await Question(stream);
        var agreed = new McpPost($"{{\"jsonrpc\":\"2.0\",\"id\":{asked.GetProperty("id").GetRawText()},\"result\":{{\"action\":\"accept\",\"content\":{{}}}}}}").With("MCP-Protocol-Version", revision);
        Assert.Equal(202, (await agreed.In(session).To(other.Http)).Status);
        var answer = (await stream.Next())!.Json;
        Assert.Equal((7, false), (answer.GetProperty("id").GetInt32(), answer.GetProperty("result").TryGetProperty("isError", out _)));
        Assert.False(await Exists(other.Http, user));
    }

    [Fact]
    public async Task A_question_that_nobody_answers_in_time_is_taken_back()
    {
        await using var gateway = await TestGateway.Start(app, settings: ("Actors:Mcp:AnswerWithin", "00:00:00.5"));
        var user = await Somebody(gateway.Http);
        var session = await gateway.Http.OpenSession("2025-11-25", """{"elicitation":{}}""");
        using var stream = await Removal(gateway.Http, session, "2025-11-25", user);
        var asked = (await Question(stream)).GetProperty("id").GetString();
        var told = (await stream.Next())!.Json;
        Assert.Equal(("notifications/cancelled", asked), (told.GetProperty("method").GetString(), told.GetProperty("params").GetProperty("requestId").GetString()));
        Assert.StartsWith("timeout: ", (await stream.Next())!.Json.GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.True(await Exists(gateway.Http, user));
    }

    [Theory]
    [InlineData("2025-03-26", """{"elicitation":{}}""")]
    [InlineData("2024-11-05", """{"elicitation":{"form":{}}}""")]
    public async Task A_revision_without_questions_asks_none_whatever_its_client_says_it_can_do(string revision, string capabilities)
    {
        using var http = app.SignedIn();
        var user = await Somebody(http);
        var session = await http.OpenSession(revision, capabilities);
        Assert.False((await McpPost.OfCall(revision, "remove_user", $"{{\"userId\":\"{user}\"}}").In(session).To(http)).IsError);
        Assert.False(await Exists(http, user));
    }

    [Fact]
    public async Task A_client_that_cannot_ask_and_a_delete_have_decided()
    {
        using var http = app.SignedIn();
        var (one, other) = (await Somebody(http), await Somebody(http));
        Assert.False((await Remove(one, McpPost.ModernMeta).To(http)).IsError);
        using var deleted = await http.DeleteAsync($"/api/users/{other}");
        Assert.True(deleted.IsSuccessStatusCode);
        Assert.False(await Exists(http, one) || await Exists(http, other));
    }

    private static async Task<string> Somebody(HttpClient http) =>
        (await McpPost.OfModernCall("create_service_account", """{"name":"Robot"}""").To(http)).Result.GetProperty("structuredContent").GetProperty("id").GetString()!;

    private static Task<SseStream> Removal(HttpClient http, string session, string revision, string user) => SseStream.Open(http, new(HttpMethod.Post, "/mcp")
    {
        Headers = { { "Accept", "application/json, text/event-stream" }, { "Mcp-Session-Id", session }, { "MCP-Protocol-Version", revision } },
        Content = new StringContent($"{{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{{\"name\":\"remove_user\",\"arguments\":{{\"userId\":\"{user}\"}}}}}}", null, "application/json"),
    });

    private static async Task<JsonElement> Question(SseStream stream)
    {
        var asked = await stream.Next();
        while (asked is { Data: "" }) asked = await stream.Next();
        Assert.Equal("elicitation/create", asked!.Json.GetProperty("method").GetString());
        return asked.Json;
    }

    /// <summary>What a call is repeated with, once the person was asked.</summary>
    private static string Answered(JsonElement asked, string action) =>
        $",\"requestState\":{asked.GetProperty("requestState").GetRawText()},\"inputResponses\":{{\"agreement\":{{\"action\":\"{action}\",\"content\":{{}}}}}}";

    private static McpPost Remove(string user, string meta, string more = "") =>
        McpPost.OfModern("tools/call", $"\"name\":\"remove_user\",\"arguments\":{{\"userId\":\"{user}\"}}{more}", "remove_user", meta);

    private static async Task<bool> Exists(HttpClient http, string user) =>
        !(await McpPost.OfModernCall("get_user", $"{{\"userId\":{JsonSerializer.Serialize(user)}}}").To(http)).IsError;
}
