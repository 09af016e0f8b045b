using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Actors.Gateway.Tests.Pages;

namespace Actors.Gateway.Tests.OAuth;

/// <summary>An OAuth client, registered here as foreign ones register themselves.</summary>
internal sealed class TestClient(ActorsApp app, JsonElement registration)
{
    public const string Redirect = "http://127.0.0.1:7777/callback";

    private readonly HttpClient http = app.Client();

    public string Id => registration.GetProperty("client_id").GetString()!;

    public JsonElement Registration => registration;

    public string? Secret => registration.TryGetProperty("client_secret", out var secret) ? secret.GetString() : null;

    public string Verifier { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public static Task<TestClient> Register(ActorsApp app, string redirect = Redirect, string method = "none") => Register(app, new
    {
        client_name = "Test client", redirect_uris = new[] { redirect }, token_endpoint_auth_method = method,
        grant_types = new[] { "authorization_code", "refresh_token" },
    });

    public static async Task<TestClient> Register(ActorsApp app, object metadata)
    {
        var response = await app.Client().PostAsJsonAsync("/oauth/register", metadata);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return new TestClient(app, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    /// <summary>The address to send a browser to; what is given replaces or, as null, leaves out a parameter.</summary>
    public string AuthorizeUrl(params (string Name, string? Value)[] changes)
    {
        Dictionary<string, string?> query = new()
        {
            ["response_type"] = "code", ["client_id"] = Id, ["redirect_uri"] = Redirect, ["state"] = "s t&ate",
            ["code_challenge"] = Challenge, ["code_challenge_method"] = "S256", ["scope"] = "profile fitness:read", ["resource"] = $"{Base}/api",
        };
        foreach (var (name, value) in changes) query[name] = value;
        return "/oauth/authorize?" + string.Join('&', query.Where(p => p.Value is not null).Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value!)}"));
    }

    /// <summary>Has the demo person sign in and, where they are asked, consent, and answers where the browser was sent back to.</summary>
    public async Task<Visit> Authorize(params (string Name, string? Value)[] changes)
    {
        using var browser = new Browser(app);
        var visit = await browser.SignIn(AuthorizeUrl(changes));
        return visit.At.AbsolutePath == "/consent" ? await browser.Submit(visit, ("decision", "allow")) : visit;
    }

    /// <summary>Sends a token request; what is given replaces or, as null, leaves out a parameter.</summary>
    public Task<Answer> Redeem(string code, params (string Name, string? Value)[] changes) => Token(
        [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Redirect), ("code_verifier", Verifier), ("client_id", Id), .. changes]);

    public Task<Answer> Refresh(string refreshToken, params (string Name, string? Value)[] changes) =>
        Token([("grant_type", "refresh_token"), ("refresh_token", refreshToken), ("client_id", Id), .. changes]);

    /// <summary>All the way to tokens.</summary>
    public async Task<Answer> Connect(params (string Name, string? Value)[] changes)
    {
        var answer = await Redeem((await Authorize(changes)).Query("code")!);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer;
    }

    public Task<Answer> Revoke(string token) => Post("/oauth/revoke", [("token", token), ("client_id", Id)]);

    public Task<Answer> Introspect(string token) => Post("/oauth/introspect", [("token", token), ("client_id", Id)]);

    public Task<Answer> Token(IEnumerable<(string Name, string? Value)> fields) => Post("/oauth/token", fields);

    /// <summary>Posts a form with HTTP Basic in place of client_id.</summary>
    public async Task<Answer> WithBasic(string path, string secret, IEnumerable<(string Name, string? Value)> fields)
    {
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Id}:{secret}")));
        return await Post(path, fields);
    }

    private string Base => app.BaseUrl.ToString().TrimEnd('/');

    public async Task<Answer> Post(string path, IEnumerable<(string Name, string? Value)> fields)
    {
        var last = fields.GroupBy(f => f.Name).Select(g => g.Last()).Where(f => f.Value is not null).Select(f => KeyValuePair.Create(f.Name, f.Value!));
        var response = await http.PostAsync(path, new FormUrlEncodedContent(last));
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(response, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }
}

/// <summary>An answer of an OAuth endpoint.</summary>
internal sealed record Answer(HttpResponseMessage Response, JsonElement Json)
{
    public HttpStatusCode Status => Response.StatusCode;

    public string? Error => Text("error");

    public string AccessToken => Text("access_token")!;

    public string RefreshToken => Text("refresh_token")!;

    public string? Text(string name) => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>Holds the answer to be this error, worded for people and kept in no cache.</summary>
    public void Refuses(string error, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        Assert.Equal((status, error), (Status, Error));
        Assert.False(string.IsNullOrWhiteSpace(Text("error_description")));
        Assert.True(Response.Headers.CacheControl!.NoStore);
    }
}
