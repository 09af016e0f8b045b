using System.Net;

namespace Actors.Gateway.Tests.OAuth;

public sealed class RefreshTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    [Fact]
    public async Task A_refresh_replaces_the_token_and_reuse_of_the_old_one_ends_all()
    {
        var client = await TestClient.Register(app);
        var first = await client.Connect();
        var second = await client.Refresh(first.RefreshToken);
        Assert.NotEqual(first.RefreshToken, second.RefreshToken);
        Assert.Equal(HttpStatusCode.OK, await Use(second.AccessToken));

        app.Time.Advance(TimeSpan.FromSeconds(11));
        (await client.Refresh(first.RefreshToken)).Refuses("invalid_grant");
        (await client.Refresh(second.RefreshToken)).Refuses("invalid_grant");
        Assert.Equal(HttpStatusCode.Unauthorized, await Use(second.AccessToken));
    }

    [Fact]
    public async Task Sixty_four_refreshes_at_once_get_one_successor()
    {
        var client = await TestClient.Register(app);
        var first = await client.Connect();
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => client.Refresh(first.RefreshToken)));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        var successor = Assert.Single(answers.Select(answer => answer.RefreshToken).Distinct());
        Assert.Equal(HttpStatusCode.OK, (await client.Refresh(successor)).Status);
    }

    [Fact]
    public async Task Scopes_can_become_fewer_for_a_while_and_never_more()
    {
        var client = await TestClient.Register(app);
        var first = await client.Connect();
        var narrow = await client.Refresh(first.RefreshToken, ("scope", "profile"));
        Assert.Equal("profile", narrow.Text("scope"));
        (await client.Refresh(narrow.RefreshToken, ("scope", "profile fitness:write"))).Refuses("invalid_scope");
        Assert.Equal("profile fitness:read", (await client.Refresh(narrow.RefreshToken)).Text("scope"));
    }

    [Fact]
    public async Task A_refresh_token_is_its_clients_alone()
    {
        var client = await TestClient.Register(app);
        var thief = await TestClient.Register(app);
        var tokens = await client.Connect();
        (await thief.Refresh(tokens.RefreshToken)).Refuses("invalid_grant");
        Assert.Equal(HttpStatusCode.OK, (await client.Refresh(tokens.RefreshToken)).Status);
    }

    [Fact]
    public async Task A_made_up_token_gets_nothing_and_harms_nobody()
    {
        var client = await TestClient.Register(app);
        var tokens = await client.Connect();
        var forged = tokens.RefreshToken[..^43] + new string('A', 43);
        (await client.Refresh(forged)).Refuses("invalid_grant");
        Assert.Equal(HttpStatusCode.OK, (await client.Revoke(forged)).Status);
        Assert.Equal(HttpStatusCode.OK, await Use(tokens.AccessToken));
        (await client.Refresh("nonsense")).Refuses("invalid_grant");
        Assert.Equal(HttpStatusCode.OK, (await client.Refresh(tokens.RefreshToken)).Status);
    }

    [Fact]
    public async Task A_client_can_revoke_by_either_token_and_by_no_one_elses()
    {
        var client = await TestClient.Register(app);
        var other = await TestClient.Register(app);
        foreach (var pick in (Func<Answer, string>[])[tokens => tokens.AccessToken, tokens => tokens.RefreshToken])
        {
            var tokens = await client.Connect();
            (await other.Revoke(pick(tokens))).Refuses("unauthorized_client");
            Assert.Equal(HttpStatusCode.OK, await Use(tokens.AccessToken));

            Assert.Equal(HttpStatusCode.OK, (await client.Revoke(pick(tokens))).Status);
            Assert.Equal(HttpStatusCode.Unauthorized, await Use(tokens.AccessToken));
            (await client.Refresh(tokens.RefreshToken)).Refuses("invalid_grant");
        }

        Assert.Equal(HttpStatusCode.OK, (await client.Revoke("never was one")).Status);
    }

    [Fact]
    public async Task An_idle_sign_in_ends_after_thirty_days()
    {
        var client = await TestClient.Register(app);
        var tokens = await client.Connect();
        app.Time.Advance(TimeSpan.FromDays(30));
        (await client.Refresh(tokens.RefreshToken)).Refuses("invalid_grant");
    }

    private async Task<HttpStatusCode> Use(string token) => (await app.Client(token).GetAsync("/api/me")).StatusCode;
}
