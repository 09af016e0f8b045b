using Actors.Contracts;
using Actors.Contracts.Identity;

namespace Actors.Gateway.Authentication;

/// <summary>
/// Finds a request's credential and checks it. What was checked is remembered for a moment, so that most requests cost
/// a hash and a look-up, and no grain call.
/// </summary>
internal sealed class Authenticator(AccessTokenCheck accessTokens, ApiKeyCheck apiKeys)
{
    private const string Scheme = "Bearer";

    public ValueTask<AuthenticationOutcome> Authenticate(HttpContext context, string resourcePath)
    {
        var headers = context.Request.Headers;
        if (context.Request.QueryString.HasValue && context.Request.Query.ContainsKey("access_token"))
            return Refuse(AuthenticationOutcome.InvalidRequest, "A token in the address ends up in logs. Send it in the Authorization header: 'Bearer TOKEN'.");
        if (headers.Authorization.Count + headers["X-Api-Key"].Count > 1)
            return Refuse(AuthenticationOutcome.InvalidRequest, "Send one credential: either Authorization or X-Api-Key, once.");

        if (headers["X-Api-Key"] is [{ } key]) return apiKeys.Check(key.Trim(), context);
        if (headers.Authorization is not [{ } authorization]) return new(default(AuthenticationOutcome));
        if (!IsBearer(authorization)) return None("Only the Bearer scheme is understood here: 'Authorization: Bearer TOKEN'.");
        var token = authorization.AsSpan(Scheme.Length).Trim();
        if (token.IsEmpty) return None("The Authorization header names the Bearer scheme but holds no token: send 'Authorization: Bearer TOKEN'.");
        return token.StartsWith(SecretText.ApiKeyPrefix) ? apiKeys.Check(token, context) : accessTokens.Check(authorization, token, context, resourcePath);
    }

    private static bool IsBearer(string authorization) =>
        authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && (authorization.Length == Scheme.Length || authorization[Scheme.Length] == ' ');

    /// <summary>As good as no credential: the challenge has no error (RFC 6750 §3.1).</summary>
    private static ValueTask<AuthenticationOutcome> None(string description) => new(new AuthenticationOutcome(null, Error: null, description));

    private static ValueTask<AuthenticationOutcome> Refuse(string error, string description) => new(AuthenticationOutcome.Refuse(error, description));
}
