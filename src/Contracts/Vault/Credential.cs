namespace Actors.Contracts.Vault;

/// <summary>What is known of a stored credential.</summary>
[GenerateSerializer, Immutable, Alias("vault.Credential")]
public sealed record Credential
{
    /// <summary>The service it is good for.</summary>
    [Id(0)] public required string Provider { get; init; }

    /// <summary>Which of the provider's credentials it is.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>The account it belongs to there.</summary>
    [Id(2)] public string? Account { get; init; }

    /// <summary>When the secret ends.</summary>
    [Id(3)] public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether a refresh token is stored with it.</summary>
    [Id(4)] public required bool HasRefreshToken { get; init; }

    /// <summary>When it was stored.</summary>
    [Id(5)] public required DateTimeOffset StoredAt { get; init; }

    /// <summary>When it was last used on your behalf, to the hour; absent when it never was.</summary>
    [Id(6)] public DateTimeOffset? UsedAt { get; init; }
}
