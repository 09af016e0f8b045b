using Actors.Contracts.Identity;

namespace Actors.Contracts.OAuth;

/// <summary>A token family whose tokens are good.</summary>
[GenerateSerializer, Immutable, Alias("oauth.FamilyDetails")]
public sealed record FamilyDetails
{
    /// <summary>The client.</summary>
    [Id(0)] public required string Client { get; init; }

    /// <summary>On whose behalf.</summary>
    [Id(1)] public required UserRef User { get; init; }

    /// <summary>What was consented to.</summary>
    [Id(2)] public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>When it was opened, in UTC.</summary>
    [Id(3)] public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When its refresh token was last replaced, in UTC.</summary>
    [Id(4)] public required DateTimeOffset RefreshedAt { get; init; }

    /// <summary>When it ends unless it is refreshed, in UTC.</summary>
    [Id(5)] public required DateTimeOffset ExpiresAt { get; init; }
}
