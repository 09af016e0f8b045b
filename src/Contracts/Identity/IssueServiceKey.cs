using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Identity;

/// <summary>A key for a service account.</summary>
[GenerateSerializer, Immutable, Alias("identity.IssueServiceKey")]
public sealed record IssueServiceKey
{
    /// <summary>The service account, as list_users names it.</summary>
    [Id(0), StringLength(64, MinimumLength = 1)] public required string UserId { get; init; }

    /// <summary>What the key is for, in a few words.</summary>
    [Id(1), StringLength(100, MinimumLength = 1)] public required string Name { get; init; }

    /// <summary>What the key may do. Only scopes that you have yourself in this call; whoami says which.</summary>
    [Id(2)] public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>When the key ends by itself, in UTC; never when left out.</summary>
    [Id(3)] public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Addresses it may be used from, such as 203.0.113.7 or 10.0.0.0/8; anywhere when left out or empty.</summary>
    [Id(4)] public IReadOnlyList<string>? AllowedAddresses { get; init; }
}
