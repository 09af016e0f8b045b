using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Tenancy;

namespace Actors.Gateway.Tests.OAuth;

/// <summary>Clients that an admin registered, and that act for themselves.</summary>
public sealed class ClientCredentialsTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    private static readonly (string, string) Grant = ("grant_type", "client_credentials");
    private static readonly string[] TenantScopes = ["profile", "tenant:read", "tenant:admin"];

    [Fact]
    public async Task A_client_acts_for_itself_with_the_scopes_it_was_given_and_no_others()
    {
        var client = await OwnClient.Register(app, new { name = "Robot", scopes = TenantScopes, role = "admin" });
        var answer = await client.WithSecret("/oauth/token", Grant, ("scope", "tenant:read profile"));
        Assert.Equal(("tenant:read profile", null), (answer.Text("scope"), answer.Text("refresh_token")));
        Assert.Equal(HttpStatusCode.OK, await Clients(answer.AccessToken));
        Assert.Equal(HttpStatusCode.Forbidden, (await app.Client(answer.AccessToken).PostAsJsonAsync("/api/clients", new { name = "More" })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await app.Client(answer.AccessToken).GetAsync("/api/me")).StatusCode);

        (await client.WithSecret("/oauth/token", Grant, ("scope", "audit:read"))).Refuses("invalid_scope");
        (await client.WithSecret("/oauth/token", ("grant_type", "authorization_code"), ("code", new string('a', 43)))).Refuses("unauthorized_client");
    }

    [Fact]
    public async Task A_client_that_registered_itself_never_acts_for_itself()
    {
        var client = await TestClient.Register(app, "https://app.example/", "client_secret_basic");
        (await client.WithBasic("/oauth/token", client.Secret!, [("grant_type", "client_credentials")])).Refuses("unauthorized_client");
    }

    [Fact]
    public async Task Nobody_gives_a_client_more_than_they_have()
    {
        var ada = app.SignedIn();
        var response = await ada.PostAsJsonAsync("/api/clients", new { name = "Robot", scopes = new[] { "platform:admin" }, role = "operator" });
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        response = await ada.PostAsJsonAsync("/api/clients", new { name = "Robot", scopes = new[] { "tenant:admin" } });
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        response = await ada.PostAsJsonAsync("/api/clients", new { name = "Robot", scopes = new[] { "tenant:admin" }, role = "admin", authenticationMethod = "none" });
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);

        // An admin's client makes no owner of itself.
        var admin = await OwnClient.Register(app, new { name = "Admin", scopes = TenantScopes, role = "admin" });
        using var asAdmin = app.Client((await admin.WithSecret("/oauth/token", Grant)).AccessToken);
        Assert.Equal(HttpStatusCode.Forbidden, (await asAdmin.PostAsJsonAsync("/api/clients", new { name = "Owner", scopes = TenantScopes, role = "owner" })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await asAdmin.PostAsJsonAsync("/api/clients", new { name = "Auditor", scopes = new[] { "audit:read" }, role = "auditor" })).StatusCode);
    }

    [Fact]
    public async Task A_rotated_secret_and_a_deleted_client_are_refused()
    {
        var client = await OwnClient.Register(app, new { name = "Robot", scopes = TenantScopes, role = "admin" });
        var token = (await client.WithSecret("/oauth/token", Grant)).AccessToken;
        var rotated = new OwnClient(app, await (await app.SignedIn().PostAsync($"/api/clients/{client.Id}/secret", null)).Content.ReadFromJsonAsync<JsonElement>());
        (await client.WithSecret("/oauth/token", Grant)).Refuses("invalid_client", HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, (await rotated.WithSecret("/oauth/token", Grant)).Status);

        Assert.Equal(HttpStatusCode.OK, await Clients(token));
        await app.SignedIn().DeleteAsync($"/api/clients/{client.Id}");
        await Task.Delay(1100);
        Assert.Equal(HttpStatusCode.Unauthorized, await Clients(token));
        (await rotated.WithSecret("/oauth/token", Grant)).Refuses("invalid_client", HttpStatusCode.Unauthorized);
        Assert.DoesNotContain(client.Id, await app.SignedIn().GetStringAsync("/api/clients"));
    }

    [Fact]
    public async Task A_client_of_a_suspended_tenant_is_refused()
    {
        var client = await OwnClient.Register(app, new { name = "Robot", scopes = TenantScopes, role = "admin" });
        var token = (await client.WithSecret("/oauth/token", Grant)).AccessToken;
        await SetStatus(TenantStatus.Suspended);
        await Task.Delay(1100);
        Assert.Equal(HttpStatusCode.Unauthorized, await Clients(token));
        (await client.WithSecret("/oauth/token", Grant)).Refuses("unauthorized_client");
        await SetStatus(TenantStatus.Active);
        await Task.Delay(1100);
        Assert.Equal(HttpStatusCode.OK, await Clients(token));
    }

    [Fact]
    public async Task A_client_proves_who_it_is_by_its_own_key_once_for_each_assertion()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var client = await OwnClient.Register(app, new { name = "Signer", authenticationMethod = "private_key_jwt", keys = OwnClient.Set(key), scopes = TenantScopes, role = "admin" });
        var sign = OwnClient.Signer(key);
        var good = client.Assertion(sign, "ES256");
        Assert.Equal(HttpStatusCode.OK, await Clients((await client.WithAssertion("/oauth/token", good, Grant)).AccessToken));

        string[] bad =
        [
            good,
            client.Assertion(OwnClient.Signer(stranger), "ES256"),
            client.Assertion(_ => [], "none"),
            client.Assertion(data => HMACSHA256.HashData("secret"u8, data), "HS256"),
            client.Assertion(sign, "ES256", audience: "https://elsewhere.example"),
            client.Assertion(sign, "ES256", subject: "cl_0000000000000000000000"),
            client.Assertion(sign, "ES256", lifetime: -60),
            client.Assertion(sign, "ES256", lifetime: 86_400),
        ];
        foreach (var assertion in bad)
            (await client.WithAssertion("/oauth/token", assertion, Grant)).Refuses("invalid_client", HttpStatusCode.Unauthorized);
        (await client.WithAssertion("/oauth/token", client.Assertion(sign, "ES256"), Grant, ("client_id", "cl_0000000000000000000000"))).Refuses("invalid_client", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Private_keys_are_not_taken()
    {
        var response = await app.SignedIn().PostAsJsonAsync("/api/clients", new
        {
            name = "Signer", authenticationMethod = "private_key_jwt", keys = """{"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA","d":"AA"}]}""",
            scopes = TenantScopes, role = "admin",
        });
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private async Task<HttpStatusCode> Clients(string token) => (await app.Client(token).GetAsync("/api/clients")).StatusCode;

    private async Task SetStatus(TenantStatus status)
    {
        using var platform = Caller.Platform("test").Enter();
        await app.Grains.GetGrain<ITenantGrain>(GrainKeys.Tenant("demo")).SetStatus(status, CancellationToken.None);
    }
}
