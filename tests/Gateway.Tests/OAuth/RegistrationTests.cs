using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Actors.Gateway.Tests.OAuth;

public sealed class RegistrationTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    [Fact]
    public async Task A_public_client_gets_an_id_and_no_secret()
    {
        var answer = await Register("""{"redirect_uris":["http://127.0.0.1/callback"],"token_endpoint_auth_method":"none","client_name":"Claude","unknown":{"a":1}}""");
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.StartsWith("cl_", answer.Text("client_id"));
        Assert.Null(answer.Text("client_secret"));
        Assert.Equal("Claude", answer.Text("client_name"));
        Assert.Equal("native", answer.Text("application_type"));
        Assert.True(answer.Response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task A_client_that_names_no_method_is_confidential_and_its_secret_is_shown_once()
    {
        var answer = await Register("""{"redirect_uris":["https://app.example/callback"]}""");
        Assert.Equal("client_secret_basic", answer.Text("token_endpoint_auth_method"));
        Assert.Equal(43, answer.Text("client_secret")!.Length);
        Assert.Equal(0, answer.Json.GetProperty("client_secret_expires_at").GetInt32());
        Assert.Equal("web", answer.Text("application_type"));
    }

    [Fact]
    public async Task Grants_that_do_not_exist_here_are_left_out()
    {
        var answer = await Register("""{"redirect_uris":["vscode://a/b"],"grant_types":["authorization_code","urn:ietf:params:oauth:grant-type:token-exchange"]}""");
        Assert.Equal("authorization_code", Assert.Single(answer.Json.GetProperty("grant_types").EnumerateArray()).GetString());
    }

    [Theory]
    [InlineData("""{}""", "invalid_redirect_uri")]
    [InlineData("""{"redirect_uris":[]}""", "invalid_redirect_uri")]
    [InlineData("""{"redirect_uris":["http://app.example/callback"]}""", "invalid_redirect_uri")]
    [InlineData("""{"redirect_uris":["https://app.example/callback#fragment"]}""", "invalid_redirect_uri")]
    [InlineData("""{"redirect_uris":["https://user@app.example/callback"]}""", "invalid_redirect_uri")]
    [InlineData("""{"redirect_uris":["https://*.app.example/callback"]}""", "invalid_redirect_uri")]
    [InlineData("""{"redirect_uris":["javascript:alert(1)"]}""", "invalid_redirect_uri")]
    [InlineData("""{"redirect_uris":["data:text/html,hello"]}""", "invalid_redirect_uri")]
    [InlineData("""{"redirect_uris":["file:///etc/passwd"]}""", "invalid_redirect_uri")]
    [InlineData("""{"redirect_uris":["/callback"]}""", "invalid_redirect_uri")]
    [InlineData("""{"redirect_uris":["http://127.0.0.1.evil.example/"]}""", "invalid_redirect_uri")]
    [InlineData("""{"redirect_uris":["http://localhost:80@evil.example/"]}""", "invalid_redirect_uri")]
    [InlineData("""{"redirect_uris":["https://app.example/\r\nSet-Cookie: a=b"]}""", "invalid_redirect_uri")]
    [InlineData("""{"redirect_uris":[7]}""", "invalid_client_metadata")]
    [InlineData("""{"redirect_uris":"https://app.example/"}""", "invalid_client_metadata")]
    [InlineData("""{"redirect_uris":["https://app.example/"],"token_endpoint_auth_method":"private_key_jwt"}""", "invalid_client_metadata")]
    [InlineData("""{"redirect_uris":["https://app.example/"],"grant_types":["implicit"]}""", "invalid_client_metadata")]
    [InlineData("""{"redirect_uris":["https://app.example/"],"response_types":["token"]}""", "invalid_client_metadata")]
    [InlineData("""{"redirect_uris":["https://app.example/"],"application_type":"desktop"}""", "invalid_client_metadata")]
    [InlineData("""{"redirect_uris":["https://app.example/"],"client_name":"Your\u202eknaB"}""", "invalid_client_metadata")]
    [InlineData("""{"redirect_uris":["https://app.example/"],"client_name":5}""", "invalid_client_metadata")]
    [InlineData("""{"redirect_uris":["https://app.example/"],"client_uri":"javascript:alert(1)"}""", "invalid_client_metadata")]
    [InlineData("""{"redirect_uris":["https://app.example/"],"client_name":"\ud800"}""", "invalid_client_metadata")]
    [InlineData("""{"redirect_uris":["https://app.example/"],"client\ud800":"x"}""", "invalid_client_metadata")]
    [InlineData("""{"redirect_uris":["https://app.example/"],"redirect_uris":["https://evil.example/"]}""", "invalid_client_metadata")]
    [InlineData("""[]""", "invalid_client_metadata")]
    [InlineData("""{"redirect_uris":""", "invalid_client_metadata")]
    public async Task Metadata_that_cannot_be_honoured_is_refused(string metadata, string error) => (await Register(metadata)).Refuses(error);

    [Theory]
    [InlineData("https://app.example/callback?a=b")]
    [InlineData("http://localhost:3000/callback")]
    [InlineData("http://[::1]/callback")]
    [InlineData("com.example.app:/callback")]
    [InlineData("cursor://anysphere.cursor-retrieval/oauth/callback")]
    public async Task Redirects_that_keep_codes_private_are_accepted(string uri) =>
        Assert.Equal(HttpStatusCode.Created, (await Register(JsonSerializer.Serialize(new { redirect_uris = new[] { uri } }))).Status);

    [Fact]
    public async Task Another_content_type_is_refused()
    {
        var response = await app.Client().PostAsync("/oauth/register", new StringContent("{}", Encoding.UTF8, "text/plain"));
        Assert.Equal("invalid_client_metadata", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        var response = await app.Client().PostAsync("/oauth/register", new StringContent(new string(' ', 100_000), Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    private async Task<Answer> Register(string metadata)
    {
        var response = await app.Client().PostAsync("/oauth/register", new StringContent(metadata, Encoding.UTF8, "application/json"));
        return new Answer(response, await response.Content.ReadFromJsonAsync<JsonElement>());
    }
}
