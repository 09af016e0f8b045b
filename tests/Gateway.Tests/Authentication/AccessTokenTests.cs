using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;
using Actors.Gateway.Tests.OAuth;

namespace Actors.Gateway.Tests.Authentication;

public sealed class AccessTokenTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    private string Base => app.BaseUrl.ToString().TrimEnd('/');

    [Fact]
    public async Task A_token_tells_who_calls()
    {
        var client = await TestClient.Register(app);
        var me = await app.Client((await client.Connect()).AccessToken).GetFromJsonAsync<JsonElement>("/api/me");
        Assert.Equal(("demo", client.Id), (me.GetProperty("tenantId").GetString(), me.GetProperty("client").GetString()));
        Assert.Equal(app.Demo.GetProperty("email").GetString(), me.GetProperty("email").GetString());
    }

    [Fact]
    public async Task Each_request_of_a_connection_is_made_by_whose_token_it_carries()
    {
        TestClient[] clients = [await TestClient.Register(app), await TestClient.Register(app)];
        var tokens = await Task.WhenAll(clients.Select(async client => (await client.Connect()).AccessToken));
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 1 };
        using var http = new HttpClient(handler) { BaseAddress = app.BaseUrl };
        foreach (var one in (int[])[0, 0, 0, 1, 1, 1, 0])
        {
            http.DefaultRequestHeaders.Authorization = new("Bearer", tokens[one]);
            Assert.Equal(clients[one].Id, (await http.GetFromJsonAsync<JsonElement>("/api/me")).GetProperty("client").GetString());
        }
        http.DefaultRequestHeaders.Authorization = new("Bearer", tokens[0] + "A");
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task A_token_without_a_signature_is_refused() =>
        await Refused(Unsigned(await Token(), header => header["alg"] = "none") + ".", "RS256");

    [Fact]
    public async Task A_token_signed_with_the_public_key_as_a_password_is_refused()
    {
        var key = (await app.Client().GetFromJsonAsync<JsonElement>("/oauth/jwks")).GetProperty("keys")[0];
        using var rsa = RSA.Create(new RSAParameters
        {
            Modulus = Base64Url.DecodeFromChars(key.GetProperty("n").GetString()), Exponent = Base64Url.DecodeFromChars(key.GetProperty("e").GetString()),
        });
        var text = Unsigned(await Token(), header => header["alg"] = "HS256");
        var mac = HMACSHA256.HashData(Encoding.ASCII.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()), Encoding.ASCII.GetBytes(text));
        await Refused($"{text}.{Base64Url.EncodeToString(mac)}", "RS256");
    }

    [Fact]
    public async Task A_token_signed_by_a_stranger_is_refused()
    {
        using var stranger = RSA.Create(2048);
        string Sign(string text) => $"{text}.{Base64Url.EncodeToString(stranger.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
        await Refused(Sign(Unsigned(await Token(), _ => { })), "signature does not fit");
        await Refused(Sign(Unsigned(await Token(), header => header["kid"] = "stranger")), "signing key that this server does not have");
    }

    [Fact]
    public async Task A_signature_that_is_no_base64url_is_refused()
    {
        var token = await Token();
        await Refused(token[..(token.LastIndexOf('.') + 1)] + "A", "signature does not fit");
    }

    [Fact]
    public async Task A_token_whose_claims_were_changed_is_refused()
    {
        var parts = (await Token()).Split('.');
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
        claims["scope"] = "profile fitness:read fitness:write";
        await Refused($"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}.{parts[2]}", "signature does not fit");
    }

    [Fact]
    public async Task A_token_of_another_type_is_refused() =>
        await Refused(Unsigned(await Token(), header => header["typ"] = "JWT") + ".AAAA", "at+jwt");

    [Theory]
    [InlineData("nonsense")]
    [InlineData("a.b")]
    [InlineData("a.b.c.d")]
    [InlineData("a.b.c")]
    [InlineData("ak_tooshort")]
    public async Task What_is_no_token_at_all_is_refused(string text) => await Refused(text, "");

    [Fact]
    public async Task A_token_for_another_resource_is_refused()
    {
        var client = await TestClient.Register(app);
        await Refused((await client.Connect(("resource", $"{Base}/mcp"))).AccessToken, "another resource");
        var forAll = (await client.Connect(("resource", null))).AccessToken;
        Assert.Equal(HttpStatusCode.OK, (await app.Client(forAll).GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task A_token_of_another_issuer_is_refused_though_our_key_signed_it()
    {
        using var platform = Caller.Platform("test").Enter();
        var signed = await app.Grains.GetGrain<ISigningKeysGrain>(GrainKeys.SigningKeys).Sign(
            new AccessTokenClaims
            {
                Issuer = "https://elsewhere.example",
                Grant = new TokenGrant
                {
                    User = new UserRef { Tenant = "demo", User = "someone" }, Client = "client", Scopes = new[] { "profile" }, Resource = $"{Base}/api",
                    Family = "family", SignedInAt = app.Time.GetUtcNow(),
                    RefreshToken = new RefreshToken { Tenant = "demo", Family = "family", Generation = 0, Secret = "" },
                },
            }, CancellationToken.None);
        await Refused(signed.Token, "issued by another server");
    }

    [Fact]
    public async Task A_token_is_refused_after_a_quarter_of_an_hour()
    {
        var token = await Token();
        Assert.Equal(HttpStatusCode.OK, (await app.Client(token).GetAsync("/api/me")).StatusCode);
        app.Time.Advance(TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(6));
        await Refused(token, "expired");
    }

    [Fact]
    public async Task Tokens_of_a_suspended_user_are_refused_within_a_second_and_work_again_after()
    {
        var token = await Token();
        var me = await app.Client(token).GetFromJsonAsync<JsonElement>("/api/me");
        using var platform = Caller.Platform("test").Enter();
        var user = app.Grains.GetGrain<IUserGrain>(GrainKeys.User("demo", me.GetProperty("userId").GetString()!));

        await user.SetStatus(UserStatus.Suspended, CancellationToken.None);
        await Task.Delay(1100);
        await Refused(token, "revoked");
        await Refused(app.Demo.GetProperty("apiKey").GetString()!, "may not act");

        await user.SetStatus(UserStatus.Active, CancellationToken.None);
        await Task.Delay(1100);
        Assert.Equal(HttpStatusCode.OK, (await app.Client(token).GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task A_token_in_the_address_is_refused_with_the_reason()
    {
        var response = await app.Client().GetAsync($"/api/me?access_token={await Token()}");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("Authorization header", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Two_credentials_at_once_are_refused()
    {
        using var http = app.SignedIn();
        http.DefaultRequestHeaders.Add("X-Api-Key", app.Demo.GetProperty("apiKey").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await http.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task A_token_without_the_scope_is_told_which_to_ask_for_and_keeps_those_it_has()
    {
        var token = (await (await TestClient.Register(app)).Connect(("scope", "profile"))).AccessToken;
        var response = await app.Client(token).GetAsync("/api/goals");
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        var challenge = Assert.Single(response.Headers.WwwAuthenticate).Parameter;
        Assert.Contains("scope=\"profile fitness:read\"", challenge);
        Assert.Contains("error=\"insufficient_scope\"", challenge);
        Assert.Contains("resource_metadata=", challenge);
    }

    private async Task<string> Token() => (await (await TestClient.Register(app)).Connect()).AccessToken;

    private async Task Refused(string token, string reason)
    {
        var response = await app.Client(token).GetAsync("/api/me");
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        var challenge = Assert.Single(response.Headers.WwwAuthenticate).Parameter;
        Assert.Contains("error=\"invalid_token\"", challenge);
        Assert.Contains(reason, challenge);
        Assert.Equal("unauthenticated", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    /// <summary>Header and claims of a token, the header changed.</summary>
    private static string Unsigned(string token, Action<JsonNode> change)
    {
        var parts = token.Split('.');
        var header = JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!;
        change(header);
        return $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header.ToJsonString()))}.{parts[1]}";
    }
}
