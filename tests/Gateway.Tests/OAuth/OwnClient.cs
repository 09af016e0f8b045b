using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Actors.Gateway.Tests.OAuth;

/// <summary>A client that the demo tenant's owner registered.</summary>
internal sealed class OwnClient(ActorsApp app, JsonElement issued)
{
    public string Id => issued.GetProperty("client").GetProperty("id").GetString()!;

    public string Secret => issued.GetProperty("secret").GetString()!;

    private string Base => app.BaseUrl.ToString().TrimEnd('/');

    public static async Task<OwnClient> Register(ActorsApp app, object client)
    {
        var response = await app.SignedIn().PostAsJsonAsync("/api/clients", client);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return new(app, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    /// <summary>Posts a form with HTTP Basic.</summary>
    public Task<Answer> WithSecret(string path, params (string Name, string Value)[] fields) => Post(path, $"{Id}:{Secret}", fields);

    /// <summary>Posts a form with a signed assertion.</summary>
    public Task<Answer> WithAssertion(string path, string assertion, params (string Name, string Value)[] fields) =>
        Post(path, null, [("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"), ("client_assertion", assertion), .. fields]);

    /// <summary>An assertion as RFC 7523 has it, but for what is changed.</summary>
    public string Assertion(Func<byte[], byte[]> sign, string algorithm, string? audience = null, string? subject = null, int lifetime = 60, string? id = null) =>
        Jwt(sign, new { alg = algorithm, typ = "JWT" }, new Dictionary<string, object>
        {
            ["iss"] = Id, ["sub"] = subject ?? Id, ["aud"] = audience ?? Base, ["jti"] = id ?? Guid.NewGuid().ToString(),
            ["iat"] = app.Time.GetUtcNow().ToUnixTimeSeconds(), ["exp"] = app.Time.GetUtcNow().ToUnixTimeSeconds() + lifetime,
        });

    public static string Jwt(Func<byte[], byte[]> sign, object header, object claims)
    {
        static string Part(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
        var signed = $"{Part(header)}.{Part(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <summary>The public half of a key, as a JWK set.</summary>
    public static string Set(ECDsa key)
    {
        var q = key.ExportParameters(false).Q;
        return JsonSerializer.Serialize(new { keys = new[] { new { kty = "EC", crv = "P-256", x = Base64Url.EncodeToString(q.X), y = Base64Url.EncodeToString(q.Y) } } });
    }

    public static Func<byte[], byte[]> Signer(ECDsa key) => data => key.SignData(data, HashAlgorithmName.SHA256);

    private async Task<Answer> Post(string path, string? basic, IEnumerable<(string Name, string Value)> fields)
    {
        using var http = app.Client();
        if (basic is not null) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(basic)));
        var response = await http.PostAsync(path, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(response, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }
}
