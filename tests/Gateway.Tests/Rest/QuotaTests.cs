using System.Net;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.Quotas;
using Actors.Gateway.Tests.Mcp;
using Actors.Gateway.Tests.Mcp.Sessions;
using Actors.Gateway.Tests.Tenancy;

namespace Actors.Gateway.Tests.Rest;

/// <summary>A tenant's limit is told with every answer and kept on every surface.</summary>
[Collection(RestCollection.Name)]
public sealed class QuotaTests(ActorsApp app)
{
    [Fact]
    public async Task Calls_are_counted_over_REST_and_MCP_until_the_limit_is_reached()
    {
        var http = await Limited();
        for (var left = 4; left >= 0; left--)
        {
            var headers = left % 2 == 0 ? (await http.GetAsync("/api/me")).EnsureSuccessStatusCode().Headers : (await McpPost.OfModernCall("whoami").To(http)).Headers;
            Assert.Equal(["5"], headers.GetValues("RateLimit-Limit"));
            Assert.Equal([$"{left}"], headers.GetValues("RateLimit-Remaining"));
            Assert.True(int.Parse(Assert.Single(headers.GetValues("RateLimit-Reset")), System.Globalization.CultureInfo.InvariantCulture) > 0);
        }

        var overRest = await http.GetAsync("/api/me");
        Assert.Equal((HttpStatusCode.TooManyRequests, "rate_limited"), (overRest.StatusCode, (await overRest.Json()).Text("code")));
        Assert.NotNull(overRest.Headers.RetryAfter);
        var overMcp = await McpPost.OfModernCall("whoami").To(http);
        Assert.Equal((429, 429), (overMcp.Status, overMcp.Code));
        Assert.NotNull(overMcp.Headers.RetryAfter);
    }

    [Fact]
    public async Task Resources_prompts_and_completions_are_calls_too()
    {
        var http = await Limited();
        McpPost[] posts =
        [
            McpPost.OfModern("resources/read", "\"uri\":\"actors://goals\"", "actors://goals"), McpPost.OfModern("prompts/get", "\"name\":\"review_goals\"", "review_goals"),
            McpPost.OfModern("completion/complete", "\"ref\":{\"type\":\"ref/prompt\",\"name\":\"review_goals\"},\"argument\":{\"name\":\"type\",\"value\":\"\"}"),
        ];
        foreach (var (post, left) in posts.Zip([4, 3, 2])) Assert.Equal([$"{left}"], (await post.To(http)).Headers.GetValues("RateLimit-Remaining"));
        await http.GetAsync("/api/me");
        await http.GetAsync("/api/me");
        foreach (var refused in await Task.WhenAll(posts.Select(post => post.To(http)))) Assert.Equal((429, 429, true), (refused.Status, refused.Code, refused.Headers.RetryAfter is not null));
    }

    [Fact]
    public async Task To_open_sessions_or_make_up_their_ids_is_to_call_and_ends_with_the_limit()
    {
        var http = await Limited();
        var session = await http.OpenSession("2025-11-25");
        Assert.False((await McpPost.Of("ping", "", "2025-11-25").In(session).To(http)).Headers.Contains("RateLimit-Remaining"));
        for (var left = 3; left >= 0; left--)
        {
            var unknown = await McpPost.Of("ping", "", "2025-11-25").In(SecretText.New()).To(http);
            Assert.Equal((404, $"{left}"), (unknown.Status, Assert.Single(unknown.Headers.GetValues("RateLimit-Remaining"))));
        }

        var refused = await McpPost.Of("ping", "", "2025-11-25").In(SecretText.New()).To(http);
        Assert.Equal((429, 429, true), (refused.Status, refused.Code, refused.Headers.RetryAfter is not null));
        Assert.Equal(200, (await McpPost.Of("ping", "", "2025-11-25").In(session).To(http)).Status);
        var another = await McpPost.Of("initialize", "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"c\",\"version\":\"1\"}", null).To(http);
        Assert.Equal((429, 429, true), (another.Status, another.Code, another.Headers.RetryAfter is not null));
        using var returning = await SseStream.Open(http, new(HttpMethod.Get, "/mcp/sse") { Headers = { { "Accept", "text/event-stream" }, { "MCP-Protocol-Version", "2025-03-26" } } });
        Assert.Equal(429, returning.Status);
    }

    [Fact]
    public async Task Each_task_that_is_listened_for_is_a_call()
    {
        const string KnowsTasks = """{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{"extensions":{"io.modelcontextprotocol/tasks":{} } } }""";
        var http = await Limited();
        using var stream = await SseStream.Open(http, new(HttpMethod.Post, "/mcp")
        {
            Headers = { { "Accept", "text/event-stream" }, { "MCP-Protocol-Version", McpPost.Modern }, { "Mcp-Method", "subscriptions/listen" } },
            Content = new StringContent($$"""{"jsonrpc":"2.0","id":1,"method":"subscriptions/listen","params":{"notifications":{"taskIds":["AAAA","BBBB","CCCC","AAAA"]},"_meta":{{KnowsTasks}} } }""", null, "application/json"),
        });
        Assert.Equal("{}", (await stream.Next())!.Json.GetProperty("params").GetProperty("notifications").GetRawText());
        Assert.Equal(["1"], (await http.GetAsync("/api/me")).Headers.GetValues("RateLimit-Remaining"));
    }

    [Fact]
    public async Task A_stream_of_HTTP_and_SSE_costs_no_calls_however_long_nobody_introduces_themselves()
    {
        var http = await Limited();
        await using var gateway = await TestGateway.Start(app, settings: ("Actors:Streams:KeepAlive", "00:00:00.02"));
        gateway.Http.DefaultRequestHeaders.Authorization = http.DefaultRequestHeaders.Authorization;
        using var stream = await SseStream.Get(gateway.Http, session: null, path: "/mcp/sse");
        Assert.Equal("endpoint", (await stream.Next())!.Event);
        for (var i = 0; i < 10; i++) await stream.Comment();
        Assert.Equal(["4"], (await gateway.Http.GetAsync("/api/me")).Headers.GetValues("RateLimit-Remaining"));
    }

    [Fact]
    public async Task A_tool_weighs_what_the_settings_say()
    {
        var http = await Limited();
        Assert.Equal(["2"], (await http.GetAsync("/api/credentials")).Headers.GetValues("RateLimit-Remaining"));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await http.GetAsync("/api/credentials")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/account/sessions")).StatusCode);
        Assert.Equal(["1"], (await http.GetAsync("/api/me")).Headers.GetValues("RateLimit-Remaining"));
    }

    [Fact]
    public async Task An_operator_moves_a_tenant_to_another_tier_and_nobody_else_does()
    {
        var http = await app.Stranger();
        var path = $"/api/platform/tenants/{(await (await http.GetAsync("/api/me")).Json()).Text("tenantId")}/tier";
        using var otto = app.Operator();
        var moved = await (await otto.Send("PUT", path, """{"tier":"starter"}""")).Json();
        Assert.Equal(("starter", 10_000), (moved.Text("tier"), moved.GetProperty("limit").GetInt32()));
        Assert.Equal(HttpStatusCode.Forbidden, (await http.Send("PUT", path, """{"tier":"enterprise"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await otto.Send("PUT", path, """{"tier":"golden"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await otto.Send("PUT", "/api/platform/tenants/nowhere/tier", """{"tier":"starter"}""")).StatusCode);
    }

    [Fact]
    public async Task A_tenant_without_a_limit_is_told_of_none() =>
        Assert.False((await app.SignedIn().GetAsync("/api/me")).Headers.Contains("RateLimit-Limit"));

    /// <summary>A person whose tenant may make five calls a month, as the host's settings say.</summary>
    private async Task<HttpClient> Limited()
    {
        var http = await app.Stranger();
        var tenant = (await (await http.GetAsync("/api/me")).Json()).Text("tenantId");
        using var _ = Caller.Platform("test").Enter();
        var quota = app.Grains.GetGrain<IQuotaGrain>(GrainKeys.Tenant(tenant));
        // What the gateway holds of the unlimited tier comes back within a second or two.
        while ((await quota.Get(default)).Used != 1) await Task.Delay(100);
        await quota.Lease(new() { Needed = 0, Wanted = 0, Returned = 1 }, default);
        await quota.SetTier("tiny", default);
        return http;
    }
}
