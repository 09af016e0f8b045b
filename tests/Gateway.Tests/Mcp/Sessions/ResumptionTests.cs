using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.Mcp;
using Actors.Tools;

namespace Actors.Gateway.Tests.Mcp.Sessions;

/// <summary>
/// Streams within a session: what a client missed it gets on any gateway, once and in order (2025-11-25, transports: Resumability
/// and Redelivery).
/// </summary>
public sealed class ResumptionTests(ActorsApp app) : TwoGateways(app), IClassFixture<ActorsApp>
{
    private const string Latest = "2025-11-25";

    [Fact]
    public async Task A_stream_begins_with_an_event_to_resume_from()
    {
        using var stream = await Call(await One.Http.OpenSession(Latest));
        Tell(new ToolStep(1, null, null, "{}"u8.ToArray()));
        var (first, progress, result) = (await stream.Next(), await stream.Next(), await stream.Next());
        Assert.Equal(("", "1000"), (first!.Data, stream.Retry));
        Assert.Equal(3, new[] { first.Id, progress!.Id, result!.Id }.Distinct().Count(id => id is not null));
        Assert.Equal(7, result.Json.GetProperty("id").GetInt32());
        Assert.Null(await stream.Next());
    }

    [Fact]
    public async Task Older_clients_which_would_take_an_empty_event_for_a_message_get_none()
    {
        using var stream = await Call(await One.Http.OpenSession("2025-06-18"), "2025-06-18");
        Tell(new ToolStep(1, null, null, "{}"u8.ToArray()));
        var first = await stream.Next();
        Assert.Equal("notifications/progress", first!.Json.GetProperty("method").GetString());
        Assert.NotNull(first.Id);
    }

    [Fact]
    public async Task A_client_that_was_cut_off_gets_the_rest_on_another_gateway_without_gap_or_duplicate()
    {
        var session = await One.Http.OpenSession(Latest);
        string last;
        using (var stream = await Call(session))
        {
            await stream.Next();
            Tell(new ToolStep(1, 4, null, null));
            last = (await stream.Next())!.Id!;
        }

        Tell(new ToolStep(2, 4, null, null), new ToolStep(3, 4, null, null));
        using var rest = await SseStream.Get(Other.Http, session, last);
        Assert.Equal((last, ""), (await rest.Next() is { } first ? (first.Id, first.Data) : default));
        Assert.Equal((2, 3), (Progress(await rest.Next()), Progress(await rest.Next())));
        Tell(new ToolStep(4, 4, null, "{}"u8.ToArray()));
        Assert.Equal(4, Progress(await rest.Next()));
        var result = await rest.Next();
        Assert.Equal(7, result!.Json.GetProperty("id").GetInt32());
        Assert.Null(await rest.Next());

        using var again = await SseStream.Get(One.Http, session, result.Id);
        Assert.Equal("", (await again.Next())!.Data);
    }

    [Fact]
    public async Task A_client_is_let_go_while_something_takes_long_and_comes_back_for_it()
    {
        var session = await One.Http.OpenSession(Latest);
        using var stream = await Call(session);
        Tell(new ToolStep(1, null, null, null, Disconnects: true));
        var last = (await stream.Next())!.Id;
        Assert.Null(await stream.Next());
        Tell(new ToolStep(2, null, null, "{}"u8.ToArray()));
        using var rest = await SseStream.Get(Other.Http, session, last);
        Assert.Equal("", (await rest.Next())!.Data);
        Assert.Equal((1, 2), (Progress(await rest.Next()), Progress(await rest.Next())));
        Assert.True((await rest.Next())!.Json.TryGetProperty("result", out _));
    }

    [Fact]
    public async Task What_a_lost_gateway_was_working_on_is_answered_as_of_unknown_outcome()
    {
        var session = await One.Http.OpenSession(Latest);
        var key = GrainKeys.McpSession(App.Demo.GetProperty("tenant").GetString()!, SecretText.Digest(session));
        long lost;
        using (Caller.Platform("test").Enter()) lost = await App.Grains.GetGrain<IMcpStreamsGrain>(key).Begin("\"x\"", default);
        using var rest = await SseStream.Get(One.Http, session, $"{lost}-{lost}");
        Assert.Equal("", (await rest.Next())!.Data);
        App.Time.Advance(TimeSpan.FromSeconds(20));
        var answer = (await rest.Next())!.Json;
        Assert.Equal(("x", "unknown_outcome"), (answer.GetProperty("id").GetString(), answer.GetProperty("error").GetProperty("data").GetProperty("code").GetString()));
        Assert.Null(await rest.Next());
    }

    [Fact]
    public async Task A_call_is_cancelled_by_a_message_on_another_gateway_and_is_not_answered()
    {
        var session = await One.Http.OpenSession(Latest);
        using var stream = await Call(session);
        await stream.Next();
        var cancel = McpPost.Notification("notifications/cancelled", Latest, "\"requestId\":7").In(session);
        Assert.Equal(202, (await McpPost.Notification("notifications/cancelled", Latest, "\"requestId\":\"7\"").In(session).To(Other.Http)).Status);
        Assert.Equal(202, (await cancel.To(Other.Http)).Status);
        Assert.True(await Ended.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Null(await stream.Next());
    }

    [Fact]
    public async Task A_call_in_a_batch_is_cancelled_by_a_message_in_another_and_is_not_answered()
    {
        const string Batched = "2025-03-26";
        var session = await One.Http.OpenSession(Batched);
        var answers = Batch("""{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"work"}},{"jsonrpc":"2.0","id":8,"method":"ping"}""").In(session).To(One.Http);
        Tell(new ToolStep(1, null, null, null));
        while (!Ended.IsCompleted)
        {
            Assert.Equal(202, (await Batch("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":7,"reason":"Enough."}}""").In(session).To(Other.Http)).Status);
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
        Assert.True(await Ended);
        Assert.Equal(8, Assert.Single((await answers).Json.EnumerateArray()).GetProperty("id").GetInt32());

        static McpPost Batch(string messages) => new McpPost($"[{messages}]").With("MCP-Protocol-Version", Batched);
    }

    [Fact]
    public async Task A_call_of_another_session_is_not_cancelled()
    {
        var (mine, others) = (await One.Http.OpenSession(Latest), await One.Http.OpenSession(Latest));
        using var stream = await Call(mine);
        await stream.Next();
        await McpPost.Notification("notifications/cancelled", Latest, "\"requestId\":7").In(others).To(One.Http);
        Tell(new ToolStep(1, null, null, "{}"u8.ToArray()));
        Assert.False(await Ended.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("1")]
    [InlineData("-1-1")]
    [InlineData("0-99")]
    [InlineData("3-2")]
    [InlineData("1-4")]
    [InlineData("2-2")]
    [InlineData("99999999999999999999-1")]
    public async Task A_last_event_that_was_never_sent_on_the_stream_is_refused(string last)
    {
        var session = await One.Http.OpenSession(Latest);
        Tell(new ToolStep(1, null, null, "{}"u8.ToArray()));
        using (var stream = await Call(session))
            while (await stream.Next() is not null) continue;
        using var refused = await SseStream.Get(One.Http, session, last);
        Assert.Equal(400, refused.Status);
        Assert.Contains("-32600", await refused.Body, StringComparison.Ordinal);
    }

    private Task<SseStream> Call(string session, string version = Latest) => SseStream.Open(One.Http, new(HttpMethod.Post, "/mcp")
    {
        Headers = { { "Accept", "application/json, text/event-stream" }, { "Mcp-Session-Id", session }, { "MCP-Protocol-Version", version } },
        Content = new StringContent("""{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"work","_meta":{"progressToken":"p"}}}""", null, "application/json"),
    });

    private static int Progress(Sse? progress) => progress!.Json.GetProperty("params").GetProperty("progress").GetInt32();
}
