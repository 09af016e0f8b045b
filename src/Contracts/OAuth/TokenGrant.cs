using Actors.Contracts.Identity;

namespace Actors.Contracts.OAuth;

/// <summary>What a token request was granted; the gateway has the access token made from it.</summary>
[GenerateSerializer, Immutable, Alias("oauth.TokenGrant")]
public sealed record TokenGrant
{
    /// <summary>On whose behalf.</summary>
    [Id(0)] public required UserRef User { get; init; }

    /// <summary>To which client.</summary>
    [Id(1)] public required string Client { get; init; }

    /// <summary>With which scopes.</summary>
    [Id(2)] public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>For which resource: the access token's audience.</summary>
    [Id(3)] public required string Resource { get; init; }

    /// <summary>The id of the token family.</summary>
    [Id(4)] public required string Family { get; init; }

    /// <summary>When the user had signed in, in UTC.</summary>
    [Id(5)] public required DateTimeOffset SignedInAt { get; init; }

    /// <summary>The refresh token that is now current.</summary>
    [Id(6)] public required RefreshToken RefreshToken { get; init; }
}
