using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.Mcp;
using Actors.Gateway.Tests.Rest;
using Actors.Tools;

namespace Actors.Gateway.Tests.Mcp.Sessions;

/// <summary>The transport of 2024-11-05: one stream for all that the server says, and an address to post to. The stream is on one gateway, what is posted reaches the other.</summary>
public sealed class HttpSseTests(ActorsApp app) : TwoGateways(app), IClassFixture<ActorsApp>
{
    private const string Oldest = "2024-11-05";

    [Theory]
    [InlineData(Oldest)]
    [InlineData("2025-11-25")]
    public async Task The_stream_says_where_to_post_and_brings_the_answers(string revision)
    {
        using var stream = await SseStream.Get(One.Http, session: null, path: "/mcp/sse");
        var endpoint = await Endpoint(stream);
        var agreed = await Initialize(stream, endpoint, revision);
        Assert.Equal(revision, agreed.GetProperty("protocolVersion").GetString());
        Assert.Equal(202, await Post(Other, endpoint, """{"jsonrpc":"2.0","id":"a","method":"tools/list"}"""));
        var listed = (await stream.Next())!.Json;
        Assert.Equal("a", listed.GetProperty("id").GetString());
        Assert.Equal(revision != Oldest, listed.GetProperty("result").GetProperty("tools")[0].TryGetProperty("annotations", out _));
    }

    [Fact]
    public async Task Where_to_post_comes_first_however_often_streams_are_kept_alive()
    {
        await using var busy = await TestGateway.Start(App, settings: ("Actors:Streams:KeepAlive", "00:00:00.001"));
        for (var i = 0; i < 50; i++)
        {
            using var stream = await SseStream.Get(busy.Http, session: null, path: "/mcp/sse");
            await Endpoint(stream);
        }
    }

    [Fact]
    public async Task A_call_tells_how_it_goes_and_is_cancelled_by_what_is_posted_meanwhile()
    {
        using var stream = await SseStream.Get(One.Http, session: null, path: "/mcp/sse");
        var endpoint = await Endpoint(stream);
        await Initialize(stream, endpoint);
        await Work(stream, endpoint);
        Assert.Equal(202, await Post(One, endpoint, """{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":7}}"""));
        Assert.True(await Ended.WaitAsync(TimeSpan.FromSeconds(30)));
        await Post(Other, endpoint, """{"jsonrpc":"2.0","id":8,"method":"ping"}""");
        Assert.Equal(8, (await stream.Next())!.Json.GetProperty("id").GetInt32());
    }

    [Fact]
    public async Task A_client_that_comes_back_on_another_gateway_goes_on_in_its_session_and_has_missed_nothing()
    {
        string endpoint, last;
        using (var stream = await SseStream.Get(One.Http, session: null, path: "/mcp/sse"))
        {
            endpoint = await Endpoint(stream);
            await Initialize(stream, endpoint);
            await Post(One, endpoint, """{"jsonrpc":"2.0","id":1,"method":"ping"}""");
            last = (await stream.Next())!.Id!;
        }

        await Post(Other, endpoint, """{"jsonrpc":"2.0","id":2,"method":"ping"}""");
        using var rest = await SseStream.Get(Other.Http, session: null, last, "/mcp/sse");
        Assert.Equal(endpoint, await Endpoint(rest));
        Assert.Equal(2, (await rest.Next())!.Json.GetProperty("id").GetInt32());
    }

    [Fact]
    public async Task A_client_that_comes_back_and_says_only_what_it_had_agreed_on_is_served_and_may_introduce_itself_again()
    {
        using var stream = await SseStream.Open(One.Http, new(HttpMethod.Get, "/mcp/sse") { Headers = { { "Accept", "text/event-stream" }, { "MCP-Protocol-Version", Oldest } } });
        var endpoint = await Endpoint(stream);
        await Post(Other, endpoint, """{"jsonrpc":"2.0","id":1,"method":"ping"}""");
        Assert.Equal(1, (await stream.Next())!.Json.GetProperty("id").GetInt32());
        Assert.Equal(Oldest, (await Initialize(stream, endpoint)).GetProperty("protocolVersion").GetString());
    }

    [Fact]
    public async Task A_call_whose_gateway_is_lost_is_answered_as_of_unknown_outcome_once_and_wherever_the_client_is()
    {
        using var stream = await SseStream.Get(One.Http, session: null, path: "/mcp/sse");
        var first = (await stream.Next())!;
        await Initialize(stream, first.Data);
        using (Caller.Platform("test").Enter()) await Streams(first.Data).Begin("\"x\"", default);
        App.Time.Advance(TimeSpan.FromSeconds(20));
        var answer = (await stream.Next())!;
        Assert.Equal(("x", "unknown_outcome"), (answer.Json.GetProperty("id").GetString(), Code(answer)));

        long late;
        using (Caller.Platform("test").Enter()) late = await Streams(first.Data).Begin("\"y\"", default);
        using var rest = await SseStream.Get(Other.Http, session: null, answer.Id, "/mcp/sse");
        await Endpoint(rest);
        App.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal("y", (await rest.Next())!.Json.GetProperty("id").GetString());
        using (Caller.Platform("test").Enter()) await Streams(first.Data).Renew(late, default);
        using (Caller.Platform("test").Enter()) await Streams(first.Data).Append(new() { Stream = 0, Message = """{"jsonrpc":"2.0","id":"y","result":{}}""", Answers = late }, default);
        await Post(One, first.Data, """{"jsonrpc":"2.0","id":3,"method":"ping"}""");
        Assert.Equal(3, (await rest.Next())!.Json.GetProperty("id").GetInt32());
    }

    [Fact]
    public async Task A_call_that_is_worked_on_for_long_is_not_taken_for_lost()
    {
        using var stream = await SseStream.Get(One.Http, session: null, path: "/mcp/sse");
        var endpoint = await Endpoint(stream);
        await Initialize(stream, endpoint);
        await Work(stream, endpoint);
        for (var i = 0; i < 4; i++)
        {
            App.Time.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(TimeSpan.FromMilliseconds(600));
        }
        Tell(new ToolStep(2, null, null, "{}"u8.ToArray()));
        JsonElement next;
        do next = (await stream.Next())!.Json;
        while (next.TryGetProperty("method", out _));
        Assert.True(next.TryGetProperty("result", out _), next.GetRawText());
    }

    [Fact]
    public async Task A_client_at_its_limit_of_streams_leaves_no_session_behind()
    {
        await using var full = await TestGateway.Start(App, settings: ("Actors:Streams:Most", "0"));
        var before = await Sessions();
        using var refused = await SseStream.Open(full.Http, new(HttpMethod.Get, "/mcp/sse") { Headers = { { "Accept", "text/event-stream" }, { "MCP-Protocol-Version", Oldest } } });
        Assert.Equal(429, refused.Status);
        Assert.Equal(before, await Sessions());
    }

    [Fact]
    public async Task Changes_are_told_on_the_stream()
    {
        using var http = App.SignedIn();
        using var stream = await SseStream.Get(One.Http, session: null, path: "/mcp/sse");
        var endpoint = await Endpoint(stream);
        await Initialize(stream, endpoint);
        await Post(Other, endpoint, """{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        await McpPost.OfModernCall("set_goal", """{"type":"sse","target":1,"unit":"km"}""").To(http);
        Assert.Equal("notifications/resources/list_changed", (await stream.Next())!.Json.GetProperty("method").GetString());
    }

    [Fact]
    public async Task Who_tries_the_newer_transport_at_this_address_is_told_to_fall_back()
    {
        using var posted = await One.Http.PostAsync("/mcp/sse", new StringContent("{}", null, "application/json"));
        Assert.Equal(405, (int)posted.StatusCode);
    }

    [Fact]
    public async Task Nobody_else_can_post_to_a_session_or_take_its_stream()
    {
        using var stranger = await App.Stranger();
        using var stream = await SseStream.Get(One.Http, session: null, path: "/mcp/sse");
        var first = await stream.Next();
        await Initialize(stream, first!.Data);
        using var posted = await stranger.PostAsync(first.Data, new StringContent("""{"jsonrpc":"2.0","id":1,"method":"ping"}""", null, "application/json"));
        Assert.Equal(404, (int)posted.StatusCode);
        using var taken = await SseStream.Get(stranger, session: null, first.Id, "/mcp/sse");
        Assert.Equal(404, taken.Status);
        await Post(One, first.Data, """{"jsonrpc":"2.0","id":2,"method":"ping"}""");
        Assert.Equal(2, (await stream.Next())!.Json.GetProperty("id").GetInt32());
    }

    [Theory]
    [InlineData("", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}", 404)]
    [InlineData("?session=x", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}", 404)]
    [InlineData("?session=x", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\"}", 404)]
    [InlineData("?session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}", 404)]
    [InlineData("?session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "{", 400)]
    [InlineData("?session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "[]", 400)]
    [InlineData("?session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "{\"jsonrpc\":\"2.0\",\"id\":1}", 400)]
    public async Task What_is_no_message_of_a_session_is_refused(string query, string body, int status)
    {
        using var posted = await One.Http.PostAsync($"/mcp/messages{query}", new StringContent(body, null, "application/json"));
        Assert.Equal(status, (int)posted.StatusCode);
    }

    [Theory]
    [InlineData("x", 400)]
    [InlineData("0-1", 400)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.0-1", 404)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.1-1", 400)]
    public async Task A_last_event_of_no_session_of_the_callers_is_refused(string last, int status)
    {
        using var refused = await SseStream.Get(One.Http, session: null, last, "/mcp/sse");
        Assert.Equal(status, refused.Status);
    }

    [Fact]
    public async Task A_session_is_initialized_once()
    {
        using var stream = await SseStream.Get(One.Http, session: null, path: "/mcp/sse");
        var endpoint = await Endpoint(stream);
        await Initialize(stream, endpoint);
        await Post(One, endpoint, Introduction(Oldest));
        Assert.Equal(-32600, (await stream.Next())!.Json.GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task The_modern_revision_is_not_spoken_here()
    {
        using var stream = await SseStream.Get(One.Http, session: null, path: "/mcp/sse");
        using var request = new HttpRequestMessage(HttpMethod.Post, await Endpoint(stream)) { Headers = { { "MCP-Protocol-Version", McpPost.Modern } } };
        request.Content = new StringContent("""{"jsonrpc":"2.0","id":1,"method":"server/discover"}""", null, "application/json");
        using var refused = await One.Http.SendAsync(request);
        Assert.Equal(400, (int)refused.StatusCode);
    }

    private Task<string?> Sessions() => App.Query("SELECT count(*) FROM OrleansStorage WHERE GrainTypeString = 'mcp_session'");

    private IMcpStreamsGrain Streams(string endpoint) => App.Grains.GetGrain<IMcpStreamsGrain>(
        GrainKeys.McpSession(App.Demo.GetProperty("tenant").GetString()!, SecretText.Digest(endpoint.Split('=')[1])));

    private static string? Code(Sse answer) => answer.Json.GetProperty("error").GetProperty("data").GetProperty("code").GetString();

    private static async Task<string> Endpoint(SseStream stream)
    {
        var first = await stream.Next();
        Assert.Equal("endpoint", first!.Event);
        Assert.StartsWith("/mcp/messages?session=", first.Data, StringComparison.Ordinal);
        return first.Data;
    }

    private async Task<JsonElement> Initialize(SseStream stream, string endpoint, string revision = Oldest)
    {
        Assert.Equal(202, await Post(Other, endpoint, Introduction(revision)));
        return (await stream.Next())!.Json.GetProperty("result");
    }

    /// <summary>Begins call 7 on the other gateway, and hears that it goes on.</summary>
    private async Task Work(SseStream stream, string endpoint)
    {
        Assert.Equal(202, await Post(Other, endpoint, """{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"work","_meta":{"progressToken":"p"}}}"""));
        Tell(new ToolStep(1, null, null, null));
        Assert.Equal("notifications/progress", (await stream.Next())!.Json.GetProperty("method").GetString());
    }

    private static string Introduction(string revision) =>
        $$"""{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"{{revision}}","capabilities":{},"clientInfo":{"name":"c","version":"1"} } }""";

    private static async Task<int> Post(TestGateway gateway, string endpoint, string message)
    {
        using var answer = await gateway.Http.PostAsync(endpoint, new StringContent(message, null, "application/json"));
        return (int)answer.StatusCode;
    }
}
