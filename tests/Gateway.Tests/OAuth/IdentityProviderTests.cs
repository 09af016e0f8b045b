using System.Net;
using System.Security.Cryptography;
using Actors.Contracts.OAuth;

namespace Actors.Gateway.Tests.OAuth;

/// <summary>What this platform believes an identity provider, and what not. The provider is real, on https.</summary>
public sealed partial class IdentityProviderTests(ActorsApp app) : IClassFixture<ActorsApp>, IAsyncLifetime
{
    private const string JagType = "oauth-id-jag+jwt";

    private TestProvider provider = null!;

    private string Base => app.BaseUrl.ToString().TrimEnd('/');

    private string Email => app.Demo.GetProperty("email").GetString()!;

    public async Task InitializeAsync() => provider = await TestProvider.Start();

    public async Task DisposeAsync() => await provider.DisposeAsync();

    [Fact]
    public async Task A_client_acts_for_a_person_at_their_providers_word_without_asking_them()
    {
        var client = await Managed();
        var assertion = provider.Sign(JagType, Jag(client));
        var tokens = await Bring(client, assertion);
        Assert.Equal((HttpStatusCode.OK, "profile fitness:read"), (tokens.Status, tokens.Text("scope")));
        Assert.Null(tokens.Text("refresh_token"));
        Assert.Equal(HttpStatusCode.OK, (await app.Client(tokens.AccessToken).GetAsync("/api/goals")).StatusCode);

        (await Bring(client, assertion)).Refuses("invalid_grant");
        Assert.Equal("profile", (await Bring(client, provider.Sign(JagType, Jag(client)), ("scope", "profile tenant:read"))).Text("scope"));
        app.Time.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Client(tokens.AccessToken).GetAsync("/api/goals")).StatusCode);
    }

    [Fact]
    public async Task An_assertion_that_is_not_all_it_has_to_be_gives_nothing()
    {
        var client = await Managed();
        var other = await Managed();
        foreach (var (name, value, error) in new (string, object?, string)[]
        {
            ("iss", "https://evil.example", "invalid_grant"), ("aud", "https://elsewhere.example", "invalid_grant"), ("aud", null, "invalid_grant"),
            ("client_id", other.Id, "invalid_grant"), ("client_id", null, "invalid_grant"), ("jti", null, "invalid_grant"), ("iat", null, "invalid_grant"),
            ("exp", app.Time.GetUtcNow().ToUnixTimeSeconds() - 60, "invalid_grant"), ("exp", app.Time.GetUtcNow().ToUnixTimeSeconds() + 7200, "invalid_grant"),
            ("exp", null, "invalid_grant"), ("sub", null, "invalid_grant"), ("email", null, "invalid_grant"), ("email", "nobody@demo.example", "invalid_grant"),
            ("resource", null, "invalid_target"), ("resource", "https://elsewhere.example/mcp", "invalid_target"), ("scope", "openid", "invalid_scope"),
        })
            (await Bring(client, provider.Sign(JagType, Jag(client), (name, value)))).Refuses(error);

        (await Bring(client, provider.Sign("JWT", Jag(client)))).Refuses("invalid_grant");
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        (await Bring(client, TestProvider.Sign(stranger, JagType, Jag(client)))).Refuses("invalid_grant");
        (await Bring(client, "made.up.text")).Refuses("invalid_grant");
        (await Bring(await OwnClient.Register(app, new { name = "Unmanaged", redirectUris = new[] { "https://app.example/" } }), provider.Sign(JagType, Jag(client)))).Refuses("unauthorized_client");
    }

    [Fact]
    public async Task Somebody_else_who_was_given_the_address_of_a_person_is_not_that_person()
    {
        var client = await Managed();
        Assert.Equal(HttpStatusCode.OK, (await Bring(client, provider.Sign(JagType, Jag(client)))).Status);
        (await Bring(client, provider.Sign(JagType, Jag(client), ("sub", "another person")))).Refuses("invalid_grant");
    }

    private Task<OwnClient> Managed() => OwnClient.Register(app, new { name = "Managed", managed = true });

    private Dictionary<string, object> Jag(OwnClient client) => new()
    {
        ["iss"] = TestProvider.Issuer, ["sub"] = "U019488227", ["aud"] = Base, ["resource"] = $"{Base}/api", ["client_id"] = client.Id, ["jti"] = Guid.NewGuid().ToString(),
        ["iat"] = app.Time.GetUtcNow().ToUnixTimeSeconds(), ["exp"] = app.Time.GetUtcNow().ToUnixTimeSeconds() + 300, ["scope"] = "profile fitness:read", ["email"] = Email,
    };

    private static Task<Answer> Bring(OwnClient client, string assertion, params (string Name, string Value)[] more) =>
        client.WithSecret("/oauth/token", [("grant_type", GrantTypes.JwtBearer), ("assertion", assertion), .. more]);
}
