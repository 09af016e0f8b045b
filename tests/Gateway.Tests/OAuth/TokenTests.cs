using System.Net;
using System.Text;

namespace Actors.Gateway.Tests.OAuth;

public sealed class TokenTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    [Fact]
    public async Task A_code_gives_tokens_that_work()
    {
        var client = await TestClient.Register(app);
        var answer = await client.Connect();
        Assert.Equal(("Bearer", "profile fitness:read", 900), (answer.Text("token_type"), answer.Text("scope"), answer.Json.GetProperty("expires_in").GetInt32()));
        Assert.True(answer.Response.Headers.CacheControl!.NoStore);
        Assert.Equal(HttpStatusCode.OK, await Use(answer.AccessToken));
    }

    [Fact]
    public async Task A_wrong_verifier_gets_nothing_and_leaves_the_code_good()
    {
        var client = await TestClient.Register(app);
        var code = (await client.Authorize()).Query("code")!;
        (await client.Redeem(code, ("code_verifier", new string('a', 43)))).Refuses("invalid_grant");
        (await client.Redeem(code, ("code_verifier", null))).Refuses("invalid_request");
        Assert.Equal(HttpStatusCode.OK, (await client.Redeem(code)).Status);
    }

    [Theory]
    [InlineData("short", "-bAHi131ltLqGQEMABu9AJ5lHeLFfo-341XzHrnT9zk")]
    [InlineData("ééééééééééééééééééééééééééééééééééééééééééé", "AgENo_aVaDKiN-bmeJyC0ND3LoOPipPAa5hKUBGxu1k")]
    public async Task A_verifier_that_can_be_guessed_gets_nothing(string verifier, string challenge)
    {
        var client = await TestClient.Register(app);
        var code = (await client.Authorize(("code_challenge", challenge))).Query("code")!;
        (await client.Redeem(code, ("code_verifier", verifier))).Refuses("invalid_grant");
    }

    [Fact]
    public async Task A_replayed_code_kills_the_tokens_it_gave()
    {
        var client = await TestClient.Register(app);
        var code = (await client.Authorize()).Query("code")!;
        var first = await client.Redeem(code);
        Assert.Equal(HttpStatusCode.OK, await Use(first.AccessToken));

        (await client.Redeem(code)).Refuses("invalid_grant");
        Assert.Equal(HttpStatusCode.Unauthorized, await Use(first.AccessToken));
        (await client.Refresh(first.RefreshToken)).Refuses("invalid_grant");
    }

    [Fact]
    public async Task A_code_is_good_for_a_minute()
    {
        var client = await TestClient.Register(app);
        var code = (await client.Authorize()).Query("code")!;
        app.Time.Advance(TimeSpan.FromSeconds(61));
        (await client.Redeem(code)).Refuses("invalid_grant");
    }

    [Fact]
    public async Task A_code_is_good_for_its_client_and_redirect_only()
    {
        var client = await TestClient.Register(app);
        var other = await TestClient.Register(app);
        var code = (await client.Authorize()).Query("code")!;
        (await other.Redeem(code, ("code_verifier", client.Verifier))).Refuses("invalid_grant");
        (await client.Redeem(code, ("redirect_uri", "http://127.0.0.1:7778/callback"))).Refuses("invalid_grant");
        Assert.Equal(HttpStatusCode.OK, (await client.Redeem(code, ("redirect_uri", null))).Status);
    }

    [Fact]
    public async Task A_token_is_for_what_was_asked_or_a_part_of_it()
    {
        var client = await TestClient.Register(app);
        var all = app.BaseUrl.ToString();
        var code = (await client.Authorize(("resource", all))).Query("code")!;
        (await client.Redeem(code, ("resource", "https://elsewhere.example"))).Refuses("invalid_target");
        var forMcp = await client.Redeem(code, ("resource", $"{all}mcp"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Use(forMcp.AccessToken));
        Assert.Equal(HttpStatusCode.OK, await Use((await client.Refresh(forMcp.RefreshToken)).AccessToken));

        var api = await client.Connect();
        (await client.Refresh(api.RefreshToken, ("resource", $"{all}mcp"))).Refuses("invalid_target");
    }

    [Theory]
    [InlineData("grant_type", null, "invalid_request")]
    [InlineData("grant_type", "password", "unsupported_grant_type")]
    [InlineData("code", null, "invalid_request")]
    [InlineData("code", "nonsense", "invalid_grant")]
    [InlineData("code", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "invalid_grant")]
    public async Task A_bad_request_is_refused_in_its_own_words(string name, string? value, string error) =>
        (await (await TestClient.Register(app)).Redeem("", (name, value))).Refuses(error);

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/x-www-form-urlencoded-not")]
    public async Task Only_forms_are_read(string type)
    {
        var response = await app.Client().PostAsync("/oauth/token", new StringContent("{}", Encoding.UTF8, type));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_parameter_or_a_credential_that_comes_twice_is_refused()
    {
        var twice = await app.Client().PostAsync("/oauth/token", new StringContent("grant_type=a&grant_type=b", Encoding.UTF8, "application/x-www-form-urlencoded"));
        Assert.Contains("more than once", await twice.Content.ReadAsStringAsync());

        using var http = app.Client();
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", ["Basic YTpi", "Basic Yzpk"]);
        var client = await TestClient.Register(app);
        var both = await http.PostAsync("/oauth/token", new StringContent($"grant_type=refresh_token&client_id={client.Id}", Encoding.UTF8, "application/x-www-form-urlencoded"));
        Assert.Equal(HttpStatusCode.Unauthorized, both.StatusCode);
    }

    [Fact]
    public async Task A_confidential_client_must_prove_itself_as_it_registered_to()
    {
        var client = await TestClient.Register(app, method: "client_secret_basic");
        var code = (await client.Authorize()).Query("code")!;
        (string, string?)[] form = [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", TestClient.Redirect), ("code_verifier", client.Verifier)];

        (await client.Redeem(code)).Refuses("invalid_client", HttpStatusCode.Unauthorized);
        (await client.Redeem(code, ("client_secret", client.Secret))).Refuses("invalid_client", HttpStatusCode.Unauthorized);
        var wrong = await client.WithBasic("/oauth/token", "wrong", form);
        wrong.Refuses("invalid_client", HttpStatusCode.Unauthorized);
        Assert.Equal("Basic", Assert.Single(wrong.Response.Headers.WwwAuthenticate).Scheme);
        Assert.Equal(HttpStatusCode.OK, (await client.WithBasic("/oauth/token", client.Secret!, form)).Status);
    }

    [Fact]
    public async Task A_client_can_post_its_secret_if_it_registered_so()
    {
        var client = await TestClient.Register(app, method: "client_secret_post");
        var code = (await client.Authorize()).Query("code")!;
        (await client.Redeem(code, ("client_secret", "wrong"))).Refuses("invalid_client", HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, (await client.Redeem(code, ("client_secret", client.Secret))).Status);
    }

    [Fact]
    public async Task A_client_that_did_not_register_for_refresh_gets_none()
    {
        var client = await TestClient.Register(app, new
        {
            redirect_uris = new[] { TestClient.Redirect }, token_endpoint_auth_method = "none", grant_types = new[] { "authorization_code" },
        });
        Assert.Null((await client.Connect()).Text("refresh_token"));
        (await client.Refresh("rt_demo.x.0.y")).Refuses("unauthorized_client");
    }

    private async Task<HttpStatusCode> Use(string token) => (await app.Client(token).GetAsync("/api/me")).StatusCode;
}
