namespace Actors.Contracts.Identity;

/// <summary>An API key, without its secret.</summary>
[GenerateSerializer, Immutable, Alias("identity.ApiKey")]
public sealed record ApiKey
{
    /// <summary>Names the key in logs and lists; nothing can be derived from it.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>What its owner called it.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>On whose behalf it acts.</summary>
    [Id(2)] public required UserRef User { get; init; }

    /// <summary>The scopes it grants.</summary>
    [Id(3)] public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>When it was created, in UTC.</summary>
    [Id(4)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends by itself, in UTC, or null.</summary>
    [Id(5)] public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The networks it may be used from, such as <c>10.0.0.0/8</c>; anywhere where there are none.</summary>
    [Id(6)] public IReadOnlyList<string> AllowedAddresses { get; init; } = Array.Empty<string>();

    /// <summary>The operator who acts as the user with it, or null where it is the user's own.</summary>
    [Id(7)] public string? Impersonator { get; init; }
}
