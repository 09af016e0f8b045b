using System.Net.Http.Json;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Gateway.Tests.Mcp.Sessions;
using Actors.Gateway.Tests.Rest;
using Actors.Gateway.Tests.Tenancy;

namespace Actors.Gateway.Tests.Mcp.Subscriptions;

/// <summary><c>subscriptions/listen</c> (2026-07-28, patterns: Subscriptions).</summary>
public sealed class ListenTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    private const string Meta = "_meta", Id = "io.modelcontextprotocol/subscriptionId";

    [Fact]
    public async Task It_is_acknowledged_with_what_was_agreed_to_and_told_of_just_that_whichever_gateway_made_the_change()
    {
        using var http = await app.Stranger();
        await using var other = await TestGateway.Start(app);
        other.Http.DefaultRequestHeaders.Authorization = http.DefaultRequestHeaders.Authorization;
        var goal = await http.SetGoal("listened");
        using var stream = await Listen(http, $$"""{"toolsListChanged":true,"resourcesListChanged":true,"resourceSubscriptions":["actors://goals/{{goal}}","actors://nowhere"]}""");
        var acknowledged = (await stream.Next())!.Json;
        Assert.Equal("notifications/subscriptions/acknowledged", acknowledged.GetProperty("method").GetString());
        var agreed = acknowledged.GetProperty("params");
        Assert.Equal(1, agreed.GetProperty(Meta).GetProperty(Id).GetInt32());
        Assert.Equal($$"""{"toolsListChanged":true,"resourcesListChanged":true,"resourceSubscriptions":["actors://goals/{{goal}}"]}""", agreed.GetProperty("notifications").GetRawText());

        await other.Http.Send("POST", "/api/progress", $$"""{"goalId":"{{goal}}","value":1}""");
        var updated = (await stream.Next())!.Json;
        Assert.Equal("notifications/resources/updated", updated.GetProperty("method").GetString());
        Assert.Equal(($"actors://goals/{goal}", 1), (updated.GetProperty("params").GetProperty("uri").GetString(), updated.GetProperty("params").GetProperty(Meta).GetProperty(Id).GetInt32()));

        await other.Http.SetGoal("another");
        Assert.Equal("notifications/resources/list_changed", (await stream.Next())!.Json.GetProperty("method").GetString());
    }

    [Fact]
    public async Task Another_persons_changes_are_not_told()
    {
        using var mine = await app.Stranger();
        using var others = await app.Stranger();
        using var stream = await Listen(mine, """{"resourcesListChanged":true}""");
        await stream.Next();
        await others.SetGoal("theirs");
        var goal = await mine.SetGoal("mine");
        Assert.Equal("notifications/resources/list_changed", (await stream.Next())!.Json.GetProperty("method").GetString());
        await mine.Send("DELETE", $"/api/goals/{goal}");
        Assert.Equal("notifications/resources/list_changed", (await stream.Next())!.Json.GetProperty("method").GetString());
    }

    [Fact]
    public async Task What_the_caller_may_not_read_is_not_agreed_to()
    {
        using var http = app.Client(await app.KeyWith(Scopes.Profile));
        using var stream = await Listen(http, """{"resourceSubscriptions":["actors://goals","actors://me"]}""");
        Assert.Equal("""{"resourceSubscriptions":["actors://me"]}""", (await stream.Next())!.Json.GetProperty("params").GetProperty("notifications").GetRawText());
    }

    [Fact]
    public async Task A_process_that_stops_answers_those_who_listen()
    {
        var gateway = await TestGateway.Start(app);
        using var stream = await Listen(gateway.Http, """{"toolsListChanged":true}""");
        await stream.Next();
        var stopped = gateway.Stop();
        var result = (await stream.Next())!.Json;
        Assert.Equal((1, "complete"), (result.GetProperty("id").GetInt32(), result.GetProperty("result").GetProperty("resultType").GetString()));
        Assert.Equal(1, result.GetProperty("result").GetProperty(Meta).GetProperty(Id).GetInt32());
        Assert.Null(await stream.Next());
        await stopped;
        await gateway.DisposeAsync();
    }

    [Fact]
    public async Task A_quiet_one_is_kept_alive_and_is_answered_when_its_key_is_revoked()
    {
        await using var gateway = await TestGateway.Start(app, settings: ("Actors:Streams:KeepAlive", "00:00:00.3"));
        var key = await app.KeyWith(Scopes.Profile);
        gateway.Http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        using var stream = await Listen(gateway.Http, """{"toolsListChanged":true}""");
        await stream.Next();
        await stream.Comment();
        using (Caller.Platform("test").Enter())
            await app.Grains.GetGrain<IApiKeyGrain>(GrainKeys.PlatformItem(SecretText.Digest(key))).Revoke(CancellationToken.None);
        app.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.True((await stream.Next())!.Json.TryGetProperty("result", out _));
    }

    [Fact]
    public async Task More_than_the_settings_allow_are_refused()
    {
        await using var gateway = await TestGateway.Start(app, settings: ("Actors:Streams:Most", "1"));
        using var first = await Listen(gateway.Http, """{"toolsListChanged":true}""");
        await first.Next();
        using var second = await Listen(gateway.Http, """{"toolsListChanged":true}""");
        Assert.Equal(429, second.Status);
        Assert.Contains("\"code\":429", await second.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("""{"toolsListChanged":1}""")]
    [InlineData("""{"resourceSubscriptions":"actors://goals"}""")]
    [InlineData("""{"resourceSubscriptions":[1]}""")]
    public async Task A_filter_that_is_none_is_refused(string filter)
    {
        using var http = app.SignedIn();
        var answer = await McpPost.OfModern("subscriptions/listen", $"\"notifications\":{filter}").To(http);
        Assert.Equal((200, -32602), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_client_that_takes_no_events_is_refused()
    {
        using var http = app.SignedIn();
        var answer = await McpPost.OfModern("subscriptions/listen", "\"notifications\":{}").Instead("Accept", "application/json").To(http);
        Assert.Equal((406, -32600), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_legacy_client_is_told_on_the_stream_of_its_session_of_what_it_subscribed_to()
    {
        using var http = await app.Stranger();
        var goal = await http.SetGoal("legacy");
        var session = await http.OpenSession("2025-11-25");
        Assert.Equal(200, (await Subscription(session, "subscribe", $"actors://goals/{goal}").To(http)).Status);
        string last;
        using (var stream = await SseStream.Get(http, session))
        {
            await stream.Next();
            await http.Send("POST", "/api/progress", $$"""{"goalId":"{{goal}}","value":1}""");
            var updated = await stream.Next();
            last = updated!.Id!;
            Assert.Equal($$$"""{"jsonrpc":"2.0","method":"notifications/resources/updated","params":{"uri":"actors://goals/{{{goal}}}"} }""", updated.Data);
        }

        await http.SetGoal("missed");
        await http.SetGoal("swimming");
        using var rest = await SseStream.Get(http, session, last);
        await rest.Next();
        Assert.Equal("notifications/resources/list_changed", (await rest.Next())!.Json.GetProperty("method").GetString());
        Assert.Equal(200, (await Subscription(session, "unsubscribe", $"actors://goals/{goal}").To(http)).Status);
        await http.Send("POST", "/api/progress", $$"""{"goalId":"{{goal}}","value":1}""");
        await http.Send("DELETE", $"/api/goals/{goal}");
        Assert.Equal("notifications/resources/list_changed", (await rest.Next())!.Json.GetProperty("method").GetString());
    }

    [Fact]
    public async Task What_a_grain_says_has_changed_for_a_person_is_told_to_them()
    {
        using var http = app.SignedIn();
        using var stream = await Listen(http, """{"toolsListChanged":true,"promptsListChanged":true,"resourcesListChanged":true}""");
        await stream.Next();
        using (Caller.Platform("test").Enter())
            await app.Grains.GetGrain<Contracts.Changes.IChangesGrain>(await Feed(http)).Publish(Contracts.Changes.Change.Lists, CancellationToken.None);
        Assert.Equal(
            ("notifications/tools/list_changed", "notifications/prompts/list_changed", "notifications/resources/list_changed"),
            (Method(await stream.Next()), Method(await stream.Next()), Method(await stream.Next())));
    }

    [Fact]
    public async Task Whoever_is_told_of_a_change_of_role_reads_the_new_lists_on_whichever_gateway()
    {
        using var owner = app.SignedIn();
        var user = await app.Member(owner, People.Address());
        using var http = await app.As("demo", user);
        await using var other = await TestGateway.Start(app);
        other.Http.DefaultRequestHeaders.Authorization = http.DefaultRequestHeaders.Authorization;
        using var stream = await Listen(http, """{"toolsListChanged":true}""");
        await stream.Next();
        Assert.DoesNotContain("invite_user", await Tools(http));

        using var asking = new CancellationTokenSource();
        var busy = Task.WhenAll(Ask(http, asking.Token), Ask(other.Http, asking.Token));
        await owner.PatchAsJsonAsync($"/api/users/{user}", new { role = "admin" });
        Assert.Equal("notifications/tools/list_changed", Method(await stream.Next()));
        Assert.Contains("invite_user", await Tools(http));
        Assert.Contains("invite_user", await Tools(other.Http));
        await asking.CancelAsync();
        await busy;
    }

    [Fact]
    public async Task Nobody_subscribes_to_what_is_not_there_or_without_a_session()
    {
        using var http = app.SignedIn();
        var session = await http.OpenSession("2025-11-25");
        Assert.Equal(-32002, (await Subscription(session, "subscribe", "actors://nowhere").To(http)).Code);
        Assert.Equal(-32600, (await McpPost.Of("resources/subscribe", "\"uri\":\"actors://goals\"", "2025-11-25").To(http)).Code);
        Assert.Equal(-32600, (await McpPost.Of("logging/setLevel", "\"level\":\"info\"", "2025-11-25").To(http)).Code);
        Assert.Equal(-32602, (await McpPost.Of("logging/setLevel", "\"level\":\"loud\"", "2025-11-25").In(session).To(http)).Code);
    }

    private static async Task<string[]> Tools(HttpClient http) =>
        [.. (await McpPost.OfModern("tools/list").To(http)).Result.GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("name").GetString()!)];

    /// <summary>Has a gateway remember what the caller is for as long as it may.</summary>
    private static async Task Ask(HttpClient http, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await http.GetAsync("/api/me", CancellationToken.None);
            await Task.Delay(5, CancellationToken.None);
        }
    }

    private async Task<string> Feed(HttpClient http) =>
        GrainKeys.User(app.Demo.GetProperty("tenant").GetString()!, (await McpPost.OfModernCall("whoami").To(http)).Result.GetProperty("structuredContent").GetProperty("userId").GetString()!);

    private static string? Method(Sse? notification) => notification!.Json.GetProperty("method").GetString();

    private static McpPost Subscription(string session, string method, string uri) => McpPost.Of($"resources/{method}", $"\"uri\":\"{uri}\"", "2025-11-25").In(session);

    private static Task<SseStream> Listen(HttpClient http, string filter) => SseStream.Open(http, new(HttpMethod.Post, "/mcp")
    {
        Headers = { { "Accept", "application/json, text/event-stream" }, { "MCP-Protocol-Version", McpPost.Modern }, { "Mcp-Method", "subscriptions/listen" } },
        Content = new StringContent($$"""{"jsonrpc":"2.0","id":1,"method":"subscriptions/listen","params":{"notifications":{{filter}},"_meta":{{McpPost.ModernMeta}} } }""", null, "application/json"),
    });
}
