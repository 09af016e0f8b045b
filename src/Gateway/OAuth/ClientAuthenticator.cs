using System.Net;
using System.Text;
using Actors.Contracts.OAuth;

namespace Actors.Gateway.OAuth;

/// <summary>Finds out which client a token or revocation request comes from (RFC 6749 §2.3).</summary>
internal sealed class ClientAuthenticator(ClientDirectory clients, ClientAssertions assertions)
{
    private const string Scheme = "Basic ";

    /// <summary>The client, or the answer that refuses it.</summary>
    public async Task<(OAuthClient? Client, IResult? Refusal)> Authenticate(HttpContext context, IFormCollection form)
    {
        if (form.Field("client_assertion") is not null || form.Field("client_assertion_type") is not null)
            return await ByAssertion(context, form);
        if (Read(context.Request, form) is not { } claim)
            return (null, OAuthError.InvalidClient("The request names no client of this server. Send client_id, or register first."));
        var found = await clients.Authenticate(claim.Id, claim.Method, claim.Secret, context.RequestAborted);
        return found.Client is { } client
            ? (client, null)
            : (null, OAuthError.InvalidClient(found.Problem ?? "There is no such client, or it did not authenticate as it was registered to. Check the secret, or register again."));
    }

    /// <summary>RFC 7521 §4.2: the assertion says who the client is, and any client_id beside it says the same.</summary>
    private async Task<(OAuthClient? Client, IResult? Refusal)> ByAssertion(HttpContext context, IFormCollection form)
    {
        if (form.Field("client_assertion_type") != ClientAssertions.Type || form.Field("client_assertion") is not { } assertion)
            return (null, OAuthError.InvalidClient($"client_assertion goes with client_assertion_type, which is {ClientAssertions.Type}."));
        if (context.Request.Headers.Authorization.Count > 0 || form.Field("client_secret") is not null)
            return (null, OAuthError.InvalidClient("Authenticate in one way: by client_assertion, or by a secret."));
        var client = await assertions.Check(assertion, context.RequestAborted);
        return client is not null && (form.Field("client_id") ?? client.Id) == client.Id
            ? (client, null)
            : (null, OAuthError.InvalidClient("The client_assertion proves nothing: it was used before, is out of time, is not for this server, or is not signed with a key of its client."));
    }

    private static Claim? Read(HttpRequest request, IFormCollection form)
    {
        var (id, secret) = (form.Field("client_id"), form.Field("client_secret"));
        if (request.Headers.Authorization is []) return id is null ? null : new Claim(id, secret is null ? ClientAuthentication.None : ClientAuthentication.Post, secret);
        if (secret is not null || request.Headers.Authorization is not [{ } header] || ReadBasic(header) is not { } claim) return null;
        return id is null || id == claim.Id ? claim : null;
    }

    /// <summary>RFC 6749 §2.3.1: id and secret are form-encoded before they are joined.</summary>
    private static Claim? ReadBasic(string header)
    {
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Scheme.Length..].Trim(), bytes, out var length)) return null;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        return text.Split(':', 2) is [var id, var secret]
            ? new Claim(WebUtility.UrlDecode(id), ClientAuthentication.Basic, WebUtility.UrlDecode(secret))
            : null;
    }

    private sealed record Claim(string Id, string Method, string? Secret);
}
