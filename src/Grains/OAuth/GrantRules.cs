using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Actors.Contracts.OAuth;

namespace Actors.Grains.OAuth;

/// <summary>What a token request must satisfy, as pure functions. Null means that nothing is wrong.</summary>
internal static partial class GrantRules
{
    /// <summary>Whether the code's redemption comes from whoever asked for the code.</summary>
    public static GrantResult? Problem(AuthorizationGrant grant, RedeemCode request)
    {
        if (request.Client != grant.Client) return InvalidGrant("The code was given to another client.");
        if (request.RedirectUri is { } uri && uri != grant.RedirectUri) return InvalidGrant("redirect_uri differs from the one in the authorization request.");
        if (!Verifies(request.CodeVerifier, grant.CodeChallenge)) return InvalidGrant("code_verifier does not fit the code_challenge of the authorization request.");
        return ResourceProblem(grant, request.Resource);
    }

    /// <summary>Whether what a refresh asks for lies within what was consented to.</summary>
    public static GrantResult? Problem(AuthorizationGrant grant, RefreshRequest request)
    {
        var tooMuch = request.Scopes?.FirstOrDefault(scope => !grant.Scopes.Contains(scope));
        return tooMuch is null
            ? ResourceProblem(grant, request.Resource)
            : GrantResult.Refuse("invalid_scope", $"The scope '{tooMuch}' was not granted. Ask for fewer scopes, or start a new authorization.");
    }

    public static GrantResult InvalidGrant(string description) => GrantResult.Refuse("invalid_grant", description);

    /// <summary>RFC 8707 §2.2: a token can be for what was granted, or for a part of it.</summary>
    public static GrantResult? ResourceProblem(AuthorizationGrant grant, string? resource) =>
        resource is null || resource == grant.Resource || resource.StartsWith(grant.Resource + "/", StringComparison.Ordinal)
            ? null
            : GrantResult.Refuse("invalid_target", $"The authorization is for {grant.Resource} only. Start a new one for another resource.");

    /// <summary>RFC 7636 §4.1 and, method S256, §4.6. A short verifier could be guessed from a challenge that was seen.</summary>
    private static bool Verifies(string verifier, string challenge) => Verifier().IsMatch(verifier) && CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))), Encoding.ASCII.GetBytes(challenge));

    [GeneratedRegex(@"\A[A-Za-z0-9._~-]{43,128}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Verifier();
}
