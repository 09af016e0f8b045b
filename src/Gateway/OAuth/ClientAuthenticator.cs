using System.Net;
using System.Text;
using Actors.Contracts;
using Actors.Contracts.OAuth;

namespace Actors.Gateway.OAuth;

/// <summary>Finds out which client a token or revocation request comes from (RFC 6749 §2.3).</summary>
internal sealed class ClientAuthenticator(IGrainFactory grains)
{
    private const string Scheme = "Basic ";

    /// <summary>The client, or the answer that refuses it.</summary>
    public async Task<(OAuthClient? Client, IResult? Refusal)> Authenticate(HttpContext context, IFormCollection form)
    {
        if (Read(context.Request, form) is not { } claim || !ClientId.IsOne(claim.Id))
            return (null, OAuthError.InvalidClient("The request names no client of this server. Send client_id, or register first."));
        var grain = grains.GetGrain<IClientGrain>(GrainKeys.PlatformItem(claim.Id));
        return await grain.Authenticate(claim.Method, claim.Secret, context.RequestAborted) is { } client
            ? (client, null)
            : (null, OAuthError.InvalidClient("There is no such client, or it did not authenticate as it was registered to. Check the secret, or register again."));
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
