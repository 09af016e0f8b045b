namespace Actors.Contracts.Identity;

/// <summary>Asks for an API key whose text the asker has made; its digest is in the grain's key.</summary>
[GenerateSerializer, Immutable, Alias("identity.CreateApiKey")]
public sealed record CreateApiKey
{
    /// <summary>What its owner calls it.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>On whose behalf it acts.</summary>
    [Id(1)] public required UserRef User { get; init; }

    /// <summary>The scopes it grants.</summary>
    [Id(2)] public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>When it ends by itself, in UTC, or null.</summary>
    [Id(3)] public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The addresses and networks it may be used from; anywhere where there are none.</summary>
    [Id(4)] public IReadOnlyList<string> AllowedAddresses { get; init; } = Array.Empty<string>();

    /// <summary>The operator who is to act as the user with it, or null.</summary>
    [Id(5)] public string? Impersonator { get; init; }
}
