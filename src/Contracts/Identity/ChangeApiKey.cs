namespace Actors.Contracts.Identity;

/// <summary>What an API key is to be from now on.</summary>
[GenerateSerializer, Immutable, Alias("identity.ChangeApiKey")]
public sealed record ChangeApiKey
{
    /// <summary>What its owner calls it.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>When it ends by itself, in UTC, or null.</summary>
    [Id(1)] public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The addresses and networks it may be used from; anywhere where there are none.</summary>
    [Id(2)] public IReadOnlyList<string> AllowedAddresses { get; init; } = Array.Empty<string>();
}
