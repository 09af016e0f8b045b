using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Tenancy;

/// <summary>Which organisation to export, and which part of it to read.</summary>
[GenerateSerializer, Immutable, Alias("tenant.ExportTenant")]
public sealed record ExportTenant
{
    /// <summary>The organisation's id.</summary>
    [Id(0), StringLength(63, MinimumLength = 1)] public required string TenantId { get; init; }

    /// <summary>The nextAfter of the part before; leave it out for the first part.</summary>
    [Id(1), StringLength(2000, MinimumLength = 1)] public string? After { get; init; }
}
