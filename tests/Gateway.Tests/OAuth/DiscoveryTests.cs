using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Actors.Gateway.Tests.OAuth;

public sealed class DiscoveryTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    private string Base => app.BaseUrl.ToString().TrimEnd('/');

    [Theory]
    [InlineData("")]
    [InlineData("/mcp")]
    [InlineData("/api")]
    public async Task A_resource_names_itself_and_its_authorization_server(string path)
    {
        var document = await Get($"/.well-known/oauth-protected-resource{path}");
        Assert.Equal(Base + path, document.GetProperty("resource").GetString());
        Assert.Equal(Base, Assert.Single(document.GetProperty("authorization_servers").EnumerateArray()).GetString());
        Assert.Equal("header", Assert.Single(document.GetProperty("bearer_methods_supported").EnumerateArray()).GetString());
    }

    [Theory]
    [InlineData("/.well-known/oauth-authorization-server")]
    [InlineData("/.well-known/openid-configuration")]
    public async Task The_authorization_server_says_what_mcp_clients_look_for(string path)
    {
        var document = await Get(path);
        Assert.Equal(Base, document.GetProperty("issuer").GetString());
        Assert.Equal("S256", Assert.Single(document.GetProperty("code_challenge_methods_supported").EnumerateArray()).GetString());
        Assert.True(document.GetProperty("authorization_response_iss_parameter_supported").GetBoolean());
        Assert.True(document.GetProperty("client_id_metadata_document_supported").GetBoolean());
        Assert.DoesNotContain("offline_access", document.GetProperty("scopes_supported").EnumerateArray().Select(s => s.GetString()));
        foreach (var endpoint in (string[])["authorization_endpoint", "token_endpoint", "registration_endpoint", "revocation_endpoint", "introspection_endpoint", "jwks_uri"])
        {
            using var response = await app.Client().GetAsync(document.GetProperty(endpoint).GetString());
            Assert.NotEqual(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    [Fact]
    public async Task Where_OpenID_providers_have_it_the_document_has_what_they_must_and_promises_no_ID_token()
    {
        var plain = await Get("/.well-known/oauth-authorization-server");
        var openId = await Get("/.well-known/openid-configuration");
        string[] required = ["id_token_signing_alg_values_supported", "subject_types_supported"];
        Assert.Equal(required, openId.EnumerateObject().Select(m => m.Name).Except(plain.EnumerateObject().Select(m => m.Name)).Order());
        Assert.DoesNotContain("openid", openId.GetProperty("scopes_supported").EnumerateArray().Select(s => s.GetString()));

        var tokens = await (await TestClient.Register(app)).Connect(("scope", "openid profile"));
        Assert.Equal("profile", tokens.Text("scope"));
        Assert.Null(tokens.Text("id_token"));
    }

    [Fact]
    public async Task The_key_set_holds_public_keys_only_and_answers_not_modified()
    {
        using var http = app.Client();
        var response = await http.GetAsync("/oauth/jwks");
        var key = Assert.Single((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("keys").EnumerateArray());
        Assert.Equal(["alg", "e", "kid", "kty", "n", "use"], key.EnumerateObject().Select(m => m.Name).Order());

        using var again = new HttpRequestMessage(HttpMethod.Get, "/oauth/jwks");
        again.Headers.IfNoneMatch.Add(response.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await http.SendAsync(again)).StatusCode);
    }

    [Theory]
    [InlineData("/.well-known/oauth-protected-resource/mcp")]
    [InlineData("/.well-known/oauth-authorization-server")]
    [InlineData("/oauth/jwks")]
    [InlineData("/signin")]
    [InlineData("/assets/pages.css")]
    [InlineData("/")]
    public async Task What_can_be_read_can_be_asked_about(string path)
    {
        using var head = new HttpRequestMessage(HttpMethod.Head, path);
        var response = await app.Client().SendAsync(head);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("GET", "/.well-known/oauth-protected-resource/mcp")]
    [InlineData("GET", "/.well-known/oauth-authorization-server")]
    [InlineData("POST", "/oauth/token")]
    [InlineData("POST", "/oauth/register")]
    public async Task Clients_in_web_pages_are_let_in_without_credentials(string method, string path)
    {
        using var preflight = new HttpRequestMessage(HttpMethod.Options, path);
        preflight.Headers.Add("Origin", "https://inspector.example");
        preflight.Headers.Add("Access-Control-Request-Method", method);
        preflight.Headers.Add("Access-Control-Request-Headers", "mcp-protocol-version, content-type, authorization");
        var response = await app.Client().SendAsync(preflight);
        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.False(response.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.Contains("mcp-protocol-version", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Headers")));
    }

    [Theory]
    [InlineData("/mcp", "POST")]
    [InlineData("/api/me", "GET")]
    public async Task Without_a_token_the_answer_says_where_to_get_one(string path, string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        var response = await app.Client().SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        var challenge = Assert.Single(response.Headers.WwwAuthenticate);
        Assert.Equal("Bearer", challenge.Scheme);
        Assert.Contains($"resource_metadata=\"{Base}/.well-known/oauth-protected-resource{(path == "/mcp" ? "/mcp" : "/api")}\"", challenge.Parameter);
        Assert.Contains("scope=\"profile", challenge.Parameter);
        Assert.DoesNotContain("error=", challenge.Parameter);
        Assert.Equal(new MediaTypeHeaderValue("application/problem+json"), response.Content.Headers.ContentType);
    }

    private async Task<JsonElement> Get(string path) => await app.Client().GetFromJsonAsync<JsonElement>(path);
}
