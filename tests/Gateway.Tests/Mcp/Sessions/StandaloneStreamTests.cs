using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.Mcp;

namespace Actors.Gateway.Tests.Mcp.Sessions;

/// <summary>The stream of a session that belongs to no request (2025-11-25, transports: Listening for Messages from the Server).</summary>
public sealed class StandaloneStreamTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    [Fact]
    public async Task It_brings_what_is_sent_and_after_a_break_what_was_missed()
    {
        using var http = app.SignedIn();
        var session = await http.OpenSession("2025-11-25");
        string last;
        using (var stream = await SseStream.Get(http, session))
        {
            Assert.Equal("", (await stream.Next())!.Data);
            await Tell(session, "1");
            var first = await stream.Next();
            Assert.Equal("1", first!.Data);
            last = first.Id!;
        }

        await Tell(session, "2");
        await Tell(session, "3");
        using var rest = await SseStream.Get(http, session, last);
        Assert.Equal(["", "2", "3"], [(await rest.Next())!.Data, (await rest.Next())!.Data, (await rest.Next())!.Data]);
    }

    [Fact]
    public async Task Of_two_the_newer_has_it_and_the_older_ends()
    {
        using var http = app.SignedIn();
        var session = await http.OpenSession("2025-11-25");
        using var older = await SseStream.Get(http, session);
        await older.Next();
        using var newer = await SseStream.Get(http, session);
        await newer.Next();
        Assert.Null(await older.Next());
        await Tell(session, "1");
        Assert.Equal("1", (await newer.Next())!.Data);
    }

    [Fact]
    public async Task It_ends_with_its_session()
    {
        using var http = app.SignedIn();
        var session = await http.OpenSession("2025-11-25");
        using var stream = await SseStream.Get(http, session);
        await stream.Next();
        Assert.Equal(204, await http.Send(HttpMethod.Delete, session));
        Assert.Null(await stream.Next());
    }

    [Fact]
    public async Task One_that_is_opened_while_its_session_ends_ends_or_is_not_found()
    {
        using var http = app.SignedIn();
        for (var i = 0; i < 10; i++)
        {
            var session = await http.OpenSession("2025-11-25");
            var opening = SseStream.Get(http, session);
            Assert.Equal(204, await http.Send(HttpMethod.Delete, session));
            using var stream = await opening;
            Assert.Contains(stream.Status, (int[])[200, 404]);
        }
    }

    [Fact]
    public async Task Without_a_session_of_ones_own_there_is_none()
    {
        using var http = app.SignedIn();
        using var missing = await SseStream.Get(http, session: null);
        using var foreign = await SseStream.Get(http, new string('A', 43));
        Assert.Equal((400, 404), (missing.Status, foreign.Status));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/mcp") { Headers = { { "Accept", "application/json" }, { "Mcp-Session-Id", await http.OpenSession("2025-11-25") } } };
        Assert.Equal(406, (int)(await http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_caller_has_no_more_of_them_than_the_settings_allow_and_a_place_is_free_again_when_one_ends()
    {
        await using var gateway = await TestGateway.Start(app, settings: ("Actors:Streams:PerCaller", "1"));
        var session = await gateway.Http.OpenSession("2025-11-25");
        using (var first = await SseStream.Get(gateway.Http, session))
        {
            await first.Next();
            using var second = await SseStream.Get(gateway.Http, await gateway.Http.OpenSession("2025-11-25"));
            Assert.Equal(429, second.Status);
        }

        for (var status = 429; status != 200; await Task.Delay(50))
        {
            using var third = await SseStream.Get(gateway.Http, session);
            status = third.Status;
        }
    }

    [Fact]
    public async Task A_quiet_one_is_kept_alive_and_ends_when_its_key_is_revoked()
    {
        await using var gateway = await TestGateway.Start(app, settings: ("Actors:Streams:KeepAlive", "00:00:00.3"));
        var key = await app.KeyWith(Scopes.Profile);
        gateway.Http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        using var stream = await SseStream.Get(gateway.Http, await gateway.Http.OpenSession("2025-11-25"));
        await stream.Next();
        using (Caller.Platform("test").Enter())
            await app.Grains.GetGrain<IApiKeyGrain>(GrainKeys.PlatformItem(SecretText.Digest(key))).Revoke(CancellationToken.None);
        app.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(await stream.Next());
    }

    private async Task Tell(string session, string message)
    {
        using var platform = Caller.Platform("test").Enter();
        var key = GrainKeys.McpSession(app.Demo.GetProperty("tenant").GetString()!, SecretText.Digest(session));
        await app.Grains.GetGrain<IMcpStreamsGrain>(key).Append(new() { Stream = McpPosition.Standalone, Message = message }, CancellationToken.None);
    }
}
