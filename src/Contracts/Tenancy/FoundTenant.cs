using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Tenancy;

/// <summary>An organisation to create.</summary>
[GenerateSerializer, Immutable, Alias("tenant.FoundTenant")]
public sealed record FoundTenant
{
    /// <summary>Its id: 2 to 63 lower-case letters, digits and hyphens. It is part of addresses and never changes.</summary>
    [Id(0), RegularExpression("^[a-z0-9][a-z0-9-]*[a-z0-9]$"), StringLength(63, MinimumLength = 2)] public required string TenantId { get; init; }

    /// <summary>The name people know it by.</summary>
    [Id(1), StringLength(200, MinimumLength = 1)] public required string Name { get; init; }

    /// <summary>The e-mail address of its first owner, who is invited.</summary>
    [Id(2), StringLength(254, MinimumLength = 3)] public required string OwnerEmail { get; init; }
}
