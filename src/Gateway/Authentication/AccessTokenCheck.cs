using Actors.Contracts;
using Actors.Gateway.Admission;

namespace Actors.Gateway.Authentication;

/// <summary>
/// Checks access tokens: signature and issuer once, expiry, audience, the token family's life and that of the key at each use. Verified
/// tokens are remembered by their digest, forged ones are not.
/// </summary>
internal sealed class AccessTokenCheck(VerificationKeys keys, FamilyCheck families, PublicAddress address, TimeProvider time)
{
    private const int MaxLength = 8192;
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(5);

    private readonly BoundedCache<TokenDigest, AccessToken> verified = new(50_000);

    /// <summary>Checks the token of an Authorization header.</summary>
    public ValueTask<AuthenticationOutcome> Check(string header, ReadOnlySpan<char> token, HttpContext context, string resourcePath)
    {
        var connection = context.Features.Get<FairReader>();
        // As most requests: the next on its connection, with the same token. That need not be digested again.
        if (connection?.LastToken is { } last && ReferenceEquals(last.Header, header)) return Admit(last.Token, context, resourcePath);
        if (token.Length > MaxLength) return new(Refuse("This is longer than any token of this server."));
        var digest = TokenDigest.Of(token);
        if (!verified.TryGet(digest, out var known)) return VerifyAndAdmit(token.ToString(), digest, context, resourcePath);
        connection?.LastToken = new(header, known);
        return Admit(known, context, resourcePath);
    }

    /// <summary>Reads a token that was issued here, live or not. Null where it is none.</summary>
    public async ValueTask<AccessToken?> Read(string token, CancellationToken cancellation) =>
        token.Length <= MaxLength && await Verify(token, cancellation) is { Token: { } read } ? read : null;

    private async ValueTask<AuthenticationOutcome> VerifyAndAdmit(string text, TokenDigest digest, HttpContext context, string resourcePath)
    {
        var (token, problem) = await Verify(text, context.RequestAborted);
        return token is null ? Refuse(problem!) : await Admit(verified.GetOrAdd(digest, token), context, resourcePath);
    }

    private async ValueTask<(AccessToken? Token, string? Problem)> Verify(string text, CancellationToken cancellation)
    {
        if (!Jwt.TryParse(text, out var jwt, out var problem)) return (null, problem);
        if (await keys.Find(jwt.KeyId, cancellation) is not { } key) return (null, "The token names a signing key that this server does not have.");
        if (!jwt.IsSignedBy(key)) return (null, "The token's signature does not fit: it was forged, or changed on its way.");
        if (AccessToken.Read(jwt.KeyId, jwt.Payload()) is not { } token) return (null, "The token lacks claims that every access token of this server has.");
        return token.Issuer == address.Base ? (token, null) : (null, $"The token was issued by another server than {address.Base}.");
    }

    private async ValueTask<AuthenticationOutcome> Admit(AccessToken token, HttpContext context, string resourcePath)
    {
        var now = time.GetUtcNow();
        if (now >= token.ExpiresAt + ClockSkew) return Refuse("The token has expired. Use the refresh token or sign in again.");
        if (now < token.IssuedAt - ClockSkew) return Refuse("The token is not valid yet. Check the clocks.");
        if (!address.Accepts(token.Audience, resourcePath))
            return Refuse($"The token is for another resource. Ask for one with resource={address.Base}{resourcePath}.");
        if (await keys.Find(token.KeyId, context.RequestAborted) is null) return Refuse("The key that signed the token was withdrawn. Use the refresh token or sign in again.");
        if (await families.Standing(token.Family, context) is not { } standing) return Refuse("The token was revoked. Sign in again.");
        return AuthenticationOutcome.Of(new Caller
        {
            Tenant = token.Tenant, User = token.User, Client = token.Client, Scopes = token.Scopes, CorrelationId = context.CorrelationId(), Role = standing.Role,
        });
    }

    private static AuthenticationOutcome Refuse(string description) => AuthenticationOutcome.Refuse(AuthenticationOutcome.InvalidToken, description);
}
