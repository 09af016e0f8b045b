namespace Actors.Contracts.OAuth;

/// <summary>What an access token says (RFC 9068 §2.2), but for its times and id, which the signer sets.</summary>
[GenerateSerializer, Immutable, Alias("oauth.AccessTokenClaims")]
public sealed record AccessTokenClaims
{
    /// <summary><c>iss</c>: this authorization server.</summary>
    [Id(0)] public required string Issuer { get; init; }

    /// <summary>Everything else.</summary>
    [Id(1)] public required TokenGrant Grant { get; init; }
}
