using Actors.Gateway.Tests.Rest;

namespace Actors.Gateway.Tests.Mcp.Sessions;

/// <summary>Sessions of the legacy revisions (2025-11-25, transports: Session Management).</summary>
public sealed class SessionTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    public static TheoryData<string> Revisions => ["2025-11-25", "2025-06-18", "2025-03-26"];

    [Theory, MemberData(nameof(Revisions))]
    public async Task A_client_that_introduces_itself_gets_a_session_and_is_served_in_it(string version)
    {
        using var http = app.SignedIn();
        var session = await http.OpenSession(version);
        Assert.Matches("^[!-~]{32,}$", session);
        Assert.NotEqual(session, await http.OpenSession(version));
        Assert.Equal(200, (await McpPost.OfCall(version, "whoami").In(session).To(http)).Status);
        Assert.Equal(202, (await McpPost.Notification("notifications/initialized", version).In(session).To(http)).Status);
    }

    [Fact]
    public async Task A_request_that_names_no_version_is_served_by_the_one_that_was_agreed_on()
    {
        using var http = app.SignedIn();
        var session = await http.OpenSession("2025-11-25");
        Assert.True((await McpPost.Of("tools/call", "\"name\":\"whoami\"", null).In(session).To(http)).Result.TryGetProperty("structuredContent", out _));
    }

    [Fact]
    public async Task The_database_holds_nothing_that_opens_a_session()
    {
        using var http = app.SignedIn();
        var session = await http.OpenSession("2025-11-25");
        Assert.Equal("0", await app.Query($"SELECT count(*) FROM OrleansStorage WHERE GrainIdExtensionString LIKE '%{session}%'"));
    }

    [Fact]
    public async Task A_session_that_was_ended_is_not_found_any_more()
    {
        using var http = app.SignedIn();
        var session = await http.OpenSession("2025-11-25");
        Assert.Equal(200, (await McpPost.OfCall("2025-11-25", "whoami").In(session).To(http)).Status);
        Assert.Equal(204, await http.Send(HttpMethod.Delete, session));
        await Refused(http, session);
        Assert.Equal(404, await http.Send(HttpMethod.Delete, session));
    }

    [Fact]
    public async Task A_session_of_another_person_or_tenant_is_not_found_and_goes_on()
    {
        using var http = app.SignedIn();
        using var stranger = await app.Stranger();
        var session = await http.OpenSession("2025-11-25");
        await Refused(stranger, session);
        Assert.Equal(404, await stranger.Send(HttpMethod.Delete, session));
        Assert.Equal(200, (await McpPost.OfCall("2025-11-25", "whoami").In(session).To(http)).Status);
    }

    [Fact]
    public async Task A_session_that_never_was_is_not_found()
    {
        using var http = app.SignedIn();
        foreach (var made in (string[])["x", new string('A', 43), "../../x"]) await Refused(http, made);
    }

    [Fact]
    public async Task A_session_ends_when_it_was_idle_for_a_day_and_not_while_it_is_used()
    {
        using var http = app.SignedIn();
        var (used, idle) = (await http.OpenSession("2025-11-25"), await http.OpenSession("2025-11-25"));
        for (var i = 0; i < 3; i++)
        {
            app.Time.Advance(TimeSpan.FromHours(9));
            Assert.Equal(200, (await McpPost.OfCall("2025-11-25", "whoami").In(used).To(http)).Status);
        }
        await Refused(http, idle);
    }

    [Fact]
    public async Task A_version_other_than_the_sessions_is_refused()
    {
        using var http = app.SignedIn();
        var answer = await McpPost.OfCall("2025-06-18", "whoami").In(await http.OpenSession("2025-11-25")).To(http);
        Assert.Equal((400, -32600), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task What_is_nothing_without_a_session_is_refused_without_one()
    {
        using var http = app.SignedIn();
        Assert.Equal(400, await http.Send(HttpMethod.Delete, session: null));
    }

    [Fact]
    public async Task A_client_that_says_too_much_of_itself_is_refused_and_gets_no_session()
    {
        using var http = app.SignedIn();
        var answer = await McpPost.Of("initialize", $$"""
            "protocolVersion":"2025-11-25","capabilities":{"experimental":{"x":{"y":"{{new string('x', 20_000)}}"} } },"clientInfo":{"name":"c","version":"1"}
            """, null).To(http);
        Assert.Equal(-32602, answer.Code);
        Assert.False(answer.Headers.Contains("Mcp-Session-Id"));
    }

    private static async Task Refused(HttpClient http, string session)
    {
        var answer = await McpPost.OfCall("2025-11-25", "whoami").In(session).To(http);
        Assert.Equal((404, -32600), (answer.Status, answer.Code));
        Assert.Equal(404, (await McpPost.Notification("notifications/initialized", "2025-11-25").In(session).To(http)).Status);
    }
}
