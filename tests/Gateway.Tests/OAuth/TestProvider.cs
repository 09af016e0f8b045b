using System.Security.Cryptography;
using System.Text.Json;
using Actors.TestKit;
using Microsoft.AspNetCore.Http;

namespace Actors.Gateway.Tests.OAuth;

/// <summary>A small OpenID provider on https: its metadata, its keys, its token endpoint, and whatever it signs.</summary>
internal sealed class TestProvider : IAsyncDisposable
{
    public const string ClientId = "actors-at-the-provider", ClientSecret = "secret of the test";

    /// <summary>The product is told of it before it runs.</summary>
    public static readonly int Port = LoopbackPort.Next();

    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Site site;

    private TestProvider(Site site) => this.site = site;

    public static string Issuer => $"https://127.0.0.1:{Port}";

    /// <summary>What its token endpoint answers to a form.</summary>
    public Func<IFormCollection, HttpRequest, object> Token { get; set; } = (_, _) => new { };

    public static async Task<TestProvider> Start()
    {
        var provider = new TestProvider(await Site.Start(Port));
        provider.site.Answer = provider.Answer;
        return provider;
    }

    /// <summary>A JWT of its own; null takes a claim away.</summary>
    public string Sign(string type, Dictionary<string, object> claims, params (string Name, object? Value)[] changes) => Sign(Key, type, claims, changes);

    public static string Sign(ECDsa key, string type, Dictionary<string, object> claims, params (string Name, object? Value)[] changes)
    {
        claims = new(claims);
        foreach (var (name, value) in changes)
        {
            if (value is null) claims.Remove(name);
            else claims[name] = value;
        }

        return OwnClient.Jwt(OwnClient.Signer(key), new { alg = "ES256", typ = type }, claims);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        var answer = context.Request.Path.Value switch
        {
            "/.well-known/openid-configuration" => new { issuer = Issuer, authorization_endpoint = Issuer + "/authorize", token_endpoint = Issuer + "/token", jwks_uri = Issuer + "/keys" },
            "/keys" => JsonSerializer.Deserialize<JsonElement>(OwnClient.Set(Key)),
            "/token" => Token(await context.Request.ReadFormAsync(), context.Request),
            _ => (object)new { },
        };
        await context.Response.WriteAsJsonAsync(answer);
    }
}
