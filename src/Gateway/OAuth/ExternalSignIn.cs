using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Actors.Contracts.Identity;
using Actors.Gateway.Pages;
using Actors.Outbound;

namespace Actors.Gateway.OAuth;

/// <summary>
/// This backend as the client of an OpenID provider: code flow with PKCE, state and nonce (OpenID Connect Core §3.1). All three are
/// derived from one secret of the browser's, so nothing is stored here between leaving and coming back.
/// </summary>
internal sealed class ExternalSignIn(IdentityProviders providers, OutboundHttp http, PublicAddress address, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Where the provider sends the browser back to.</summary>
    public string Callback(string id) => $"{address.Base}{ExternalSignInPage.Path}/{id}/callback";

    /// <summary>The address at the provider to send the browser to.</summary>
    /// <exception cref="OutboundException">The provider does not answer.</exception>
    public async Task<string> Begin(string id, IdentityProviderOptions provider, string secret, string returnTo)
    {
        var endpoint = (await providers.Discover(provider)).Authorization.AbsoluteUri;
        var query = string.Join('&', new (string Name, string Value)[]
        {
            ("response_type", "code"), ("client_id", provider.ClientId!), ("redirect_uri", Callback(id)), ("scope", "openid email profile"),
            ("state", State(id, secret, returnTo)), ("nonce", Derive(secret, "nonce")), ("code_challenge_method", "S256"),
            ("code_challenge", Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Derive(secret, "verifier"))))),
        }.Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value)}"));
        return $"{endpoint}{(endpoint.Contains('?') ? '&' : '?')}{query}";
    }

    /// <summary>Whether the browser comes back from where it was sent with this secret.</summary>
    public static bool IsOurs(string id, string secret, string returnTo, string? state) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state ?? ""), Encoding.ASCII.GetBytes(State(id, secret, returnTo)));

    /// <summary>The ID token that the code is worth, or null where it is not one to believe (OpenID Connect Core §3.1.3.7).</summary>
    /// <exception cref="OutboundException">The provider does not answer, or refuses the code.</exception>
    public async Task<ForeignJwt?> Finish(string id, IdentityProviderOptions provider, string secret, string code, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, (await providers.Discover(provider)).Token)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = Callback(id), ["code_verifier"] = Derive(secret, "verifier"),
            }),
        };
        var credential = $"{WebUtility.UrlEncode(provider.ClientId)}:{WebUtility.UrlEncode(provider.ClientSecret)}";
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credential)));
        using var response = await http.Send(request, cancellation);
        if (!ForeignJwt.TryParse(await IdToken(response, cancellation), out var token) || !await providers.Signed(provider, token)) return null;
        var isForUs = token.Claim("iss") == provider.Issuer && token.IsFor(provider.ClientId!) && (token.Claim("azp") ?? provider.ClientId) == provider.ClientId;
        return isForUs && token.IsTimely(time.GetUtcNow(), Longest) && token.Claim("nonce") == Derive(secret, "nonce") && token.IsTrue("email_verified") ? token : null;
    }

    private static async Task<string?> IdToken(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellation));
            return document.RootElement.TryGetProperty("id_token", out var token) ? token.GetString() : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string State(string id, string secret, string returnTo) => Derive(secret, $"state {id} {returnTo}");

    private static string Derive(string secret, string purpose) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.ASCII.GetBytes(secret), Encoding.UTF8.GetBytes(purpose)));
}
