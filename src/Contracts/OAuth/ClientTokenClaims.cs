namespace Actors.Contracts.OAuth;

/// <summary>What an access token says whose client acts for itself, but for its times and id (RFC 9068 §2.2).</summary>
[GenerateSerializer, Immutable, Alias("oauth.ClientTokenClaims")]
public sealed record ClientTokenClaims
{
    /// <summary><c>iss</c>: this authorization server.</summary>
    [Id(0)] public required string Issuer { get; init; }

    /// <summary>The client: <c>client_id</c>, and <c>sub</c> too.</summary>
    [Id(1)] public required string Client { get; init; }

    /// <summary>Its tenant.</summary>
    [Id(2)] public required string Tenant { get; init; }

    /// <summary>What it may do.</summary>
    [Id(3)] public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary><c>aud</c>: what the token is for.</summary>
    [Id(4)] public required string Resource { get; init; }
}
