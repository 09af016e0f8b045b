namespace Actors.Contracts.OAuth;

/// <summary>A refresh token that is good, as introspection tells it (RFC 7662 §2.2).</summary>
[GenerateSerializer, Immutable, Alias("oauth.InspectedToken")]
public sealed record InspectedToken
{
    /// <summary>What it was given for.</summary>
    [Id(0)] public required AuthorizationGrant Grant { get; init; }

    /// <summary>When it was made, in UTC.</summary>
    [Id(1)] public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>When it ends if it is not used, in UTC.</summary>
    [Id(2)] public required DateTimeOffset ExpiresAt { get; init; }
}
