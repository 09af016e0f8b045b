using System.Net;

namespace Actors.Gateway.Tests.OAuth;

public sealed class IntrospectionTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    private static readonly string[] Reading = ["tenant:read"];

    [Fact]
    public async Task A_tenants_own_client_sees_what_a_token_of_the_tenant_is_good_for_as_long_as_it_is()
    {
        var asker = await OwnClient.Register(app, new { name = "API", scopes = Reading, role = "admin" });
        var client = await TestClient.Register(app);
        var tokens = await client.Connect();

        var access = await asker.WithSecret("/oauth/introspect", ("token", tokens.AccessToken));
        Assert.True(IsActive(access));
        Assert.Equal((client.Id, "profile fitness:read", "Bearer", "demo"), (access.Text("client_id"), access.Text("scope"), access.Text("token_type"), access.Text("tenant")));
        Assert.True(access.Response.Headers.CacheControl!.NoStore);
        Assert.True(IsActive(await asker.WithSecret("/oauth/introspect", ("token", tokens.RefreshToken), ("token_type_hint", "access_token"))));

        var next = await client.Refresh(tokens.RefreshToken);
        Assert.False(IsActive(await asker.WithSecret("/oauth/introspect", ("token", tokens.RefreshToken))));
        Assert.True(IsActive(await asker.WithSecret("/oauth/introspect", ("token", next.RefreshToken))));

        await client.Revoke(next.RefreshToken);
        foreach (var token in (string[])[tokens.AccessToken, next.AccessToken, next.RefreshToken, "nonsense", next.AccessToken[..^3] + "AAA"])
            Assert.False(IsActive(await asker.WithSecret("/oauth/introspect", ("token", token))));
    }

    [Fact]
    public async Task An_expired_token_is_not_active()
    {
        var asker = await OwnClient.Register(app, new { name = "API", scopes = Reading, role = "admin" });
        var own = (await asker.WithSecret("/oauth/token", ("grant_type", "client_credentials"))).AccessToken;
        Assert.True(IsActive(await asker.WithSecret("/oauth/introspect", ("token", own))));
        app.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.False(IsActive(await asker.WithSecret("/oauth/introspect", ("token", own))));
    }

    [Fact]
    public async Task Strangers_learn_nothing()
    {
        var tokens = await (await TestClient.Register(app)).Connect();
        var stranger = await TestClient.Register(app, "https://app.example/", "client_secret_basic");
        Assert.False(IsActive(await stranger.WithBasic("/oauth/introspect", stranger.Secret!, [("token", tokens.AccessToken)])));
        Assert.False(IsActive(await stranger.WithBasic("/oauth/introspect", stranger.Secret!, [("token", tokens.RefreshToken)])));

        var client = await TestClient.Register(app);
        (await client.Introspect(tokens.AccessToken)).Refuses("invalid_client", HttpStatusCode.Unauthorized);
        (await stranger.WithBasic("/oauth/introspect", new string('a', 43), [("token", tokens.AccessToken)])).Refuses("invalid_client", HttpStatusCode.Unauthorized);
    }

    private static bool IsActive(Answer answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var active = answer.Json.GetProperty("active").GetBoolean();
        if (!active) Assert.Single(answer.Json.EnumerateObject());
        return active;
    }
}
