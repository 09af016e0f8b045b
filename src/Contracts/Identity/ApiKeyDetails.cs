namespace Actors.Contracts.Identity;

/// <summary>An API key as its owner sees it.</summary>
[GenerateSerializer, Immutable, Alias("identity.ApiKeyDetails")]
public sealed record ApiKeyDetails
{
    /// <summary>Names the key in lists and logs; nothing can be derived from it.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>What its owner called it.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>The scopes it grants.</summary>
    [Id(2)] public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>When it was created, in UTC.</summary>
    [Id(3)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends by itself, in UTC.</summary>
    [Id(4)] public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Where it may be used from; anywhere where there is none.</summary>
    [Id(5)] public IReadOnlyList<string> AllowedAddresses { get; init; } = Array.Empty<string>();

    /// <summary>When it was last used, in UTC, to the minute.</summary>
    [Id(6)] public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>The address it was last used from.</summary>
    [Id(7)] public string? LastUsedFrom { get; init; }

    /// <summary>When it was revoked, or will be after a rotation, in UTC.</summary>
    [Id(8)] public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Whether it can be used now.</summary>
    [Id(9)] public bool IsActive { get; init; }

    /// <summary>The operator who acts for the user with it; absent where the key is the user's own.</summary>
    [Id(10)] public string? Impersonator { get; init; }
}
