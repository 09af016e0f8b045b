using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Quotas;

/// <summary>Which organisation to move to which tier.</summary>
[GenerateSerializer, Immutable, Alias("quota.SetTenantTier")]
public sealed record SetTenantTier
{
    /// <summary>The organisation's id.</summary>
    [Id(0), StringLength(63, MinimumLength = 1)] public required string TenantId { get; init; }

    /// <summary>The tier's name: trial, starter, professional, enterprise, or one that the settings add.</summary>
    [Id(1), StringLength(64, MinimumLength = 1)] public required string Tier { get; init; }
}
