using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Identity;

/// <summary>What to change of a key. Its scopes cannot be changed: create another.</summary>
[GenerateSerializer, Immutable, Alias("identity.UpdateApiKey")]
public sealed record UpdateApiKey
{
    /// <summary>The key, as list_api_keys names it.</summary>
    [Id(0), StringLength(64, MinimumLength = 1)] public required string KeyId { get; init; }

    /// <summary>A new name.</summary>
    [Id(1), StringLength(100, MinimumLength = 1)] public string? Name { get; init; }

    /// <summary>A new end, in UTC.</summary>
    [Id(2)] public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>True lets the key live on without an end.</summary>
    [Id(3)] public bool? ClearExpiry { get; init; }

    /// <summary>New addresses it may be used from, such as 203.0.113.7 or 10.0.0.0/8; an empty list lets it be used from anywhere.</summary>
    [Id(4)] public IReadOnlyList<string>? AllowedAddresses { get; init; }
}
