using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Gateway.Tests.Pages;

namespace Actors.Gateway.Tests.OAuth;

/// <summary>Clients that manage their own registration (RFC 7592).</summary>
public sealed class ClientConfigurationTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    [Fact]
    public async Task A_client_reads_what_it_is()
    {
        var client = await TestClient.Register(app, method: "client_secret_basic");
        Assert.Equal($"{app.BaseUrl}oauth/register/{client.Id}", Uri(client));
        var answer = await Send(HttpMethod.Get, client, Token(client));
        Assert.Equal((HttpStatusCode.OK, client.Id, "Test client"), (answer.Status, answer.Text("client_id"), answer.Text("client_name")));
        Assert.Equal((Token(client), Uri(client)), (answer.Text("registration_access_token"), answer.Text("registration_client_uri")));
        Assert.Null(answer.Text("client_secret"));
        Assert.True(answer.Response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task A_client_becomes_what_it_says()
    {
        var client = await TestClient.Register(app);
        var answer = await Update(client, new { client_id = client.Id, client_name = "Renamed", redirect_uris = new[] { "https://app.example/new" }, token_endpoint_auth_method = "client_secret_post" });
        Assert.Equal((HttpStatusCode.OK, "Renamed", "client_secret_post"), (answer.Status, answer.Text("client_name"), answer.Text("token_endpoint_auth_method")));
        Assert.Equal(43, answer.Text("client_secret")!.Length);

        using var browser = new Browser(app);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Open(client.AuthorizeUrl())).Status);
        var page = await browser.SignIn(client.AuthorizeUrl(("redirect_uri", "https://app.example/new")));
        Assert.Contains("Renamed", page.Html);
        var code = (await browser.Submit(page, ("decision", "allow"))).Query("code")!;
        (await client.Redeem(code, ("redirect_uri", null))).Refuses("invalid_client", HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, (await client.Redeem(code, ("redirect_uri", null), ("client_secret", answer.Text("client_secret")))).Status);
    }

    [Fact]
    public async Task A_client_that_keeps_its_method_keeps_its_secret()
    {
        var client = await TestClient.Register(app, method: "client_secret_post");
        var metadata = new { client_id = client.Id, client_secret = client.Secret, redirect_uris = new[] { TestClient.Redirect }, token_endpoint_auth_method = "client_secret_post" };
        Assert.Null((await Update(client, metadata)).Text("client_secret"));
        Assert.Equal(HttpStatusCode.OK, (await client.Redeem((await client.Authorize()).Query("code")!, ("client_secret", client.Secret))).Status);
    }

    [Fact]
    public async Task A_client_that_moves_has_to_ask_again()
    {
        var client = await TestClient.Register(app);
        await client.Connect();
        await Update(client, new { client_id = client.Id, client_name = "Test client", redirect_uris = new[] { "https://evil.example/callback" }, token_endpoint_auth_method = "none" });
        using var browser = new Browser(app);
        Assert.Equal("/consent", (await browser.SignIn(client.AuthorizeUrl(("redirect_uri", "https://evil.example/callback")))).At.AbsolutePath);
    }

    [Fact]
    public async Task What_is_not_the_clients_to_say_is_refused_and_changes_nothing()
    {
        var client = await TestClient.Register(app, method: "client_secret_post");
        JsonObject Metadata() => new() { ["client_id"] = client.Id, ["client_name"] = "Other", ["redirect_uris"] = new JsonArray(TestClient.Redirect), ["token_endpoint_auth_method"] = "client_secret_post" };
        foreach (var (name, value) in new (string, JsonNode)[]
        {
            ("client_id", "cl_0000000000000000000000"), ("client_secret", "another"), ("registration_access_token", Token(client)), ("registration_client_uri", Uri(client)),
            ("client_id_issued_at", 1), ("client_secret_expires_at", 1), ("token_endpoint_auth_method", "tls"),
        })
        {
            var metadata = Metadata();
            metadata[name] = value;
            (await Update(client, metadata)).Refuses("invalid_client_metadata");
        }

        Assert.Equal("Test client", (await Send(HttpMethod.Get, client, Token(client))).Text("client_name"));
    }

    [Fact]
    public async Task Only_who_registered_a_client_changes_it()
    {
        var (client, other) = (await TestClient.Register(app), await TestClient.Register(app));
        foreach (var token in (string?[])[null, "made-up", Token(other), app.Demo.GetProperty("apiKey").GetString()])
            foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete])
                (await Send(method, client, token, new { client_id = client.Id, redirect_uris = new[] { "https://evil.example/" } })).Refuses("invalid_token", HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, (await Send(HttpMethod.Get, client, Token(client))).Status);

        var own = await OwnClient.Register(app, new { name = "Registered by an admin", redirectUris = new[] { "https://app.example/" } });
        var response = await app.Client(Token(client)).GetAsync($"/oauth/register/{own.Id}");
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_client_that_deletes_itself_takes_all_its_tokens_along()
    {
        var (client, other) = (await TestClient.Register(app), await TestClient.Register(app));
        var (tokens, others) = (await client.Connect(), await other.Connect());
        Assert.Equal(HttpStatusCode.NoContent, (await Send(HttpMethod.Delete, client, Token(client))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Client(tokens.AccessToken).GetAsync("/api/me")).StatusCode);
        (await client.Refresh(tokens.RefreshToken)).Refuses("invalid_client", HttpStatusCode.Unauthorized);
        (await Send(HttpMethod.Get, client, Token(client))).Refuses("invalid_token", HttpStatusCode.Unauthorized);
        using var browser = new Browser(app);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Open(client.AuthorizeUrl())).Status);
        Assert.Equal(HttpStatusCode.OK, (await app.Client(others.AccessToken).GetAsync("/api/me")).StatusCode);
    }

    private static string Token(TestClient client) => client.Registration.GetProperty("registration_access_token").GetString()!;

    private static string Uri(TestClient client) => client.Registration.GetProperty("registration_client_uri").GetString()!;

    private Task<Answer> Update(TestClient client, object metadata) => Send(HttpMethod.Put, client, Token(client), metadata);

    private async Task<Answer> Send(HttpMethod method, TestClient client, string? token, object? metadata = null)
    {
        using var request = new HttpRequestMessage(method, Uri(client)) { Content = method == HttpMethod.Put ? JsonContent.Create(metadata) : null };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var response = await app.Client().SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(response, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }
}
