using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Tenancy;

/// <summary>An organisation.</summary>
[GenerateSerializer, Immutable, Alias("tenant.NamedTenant")]
public sealed record NamedTenant
{
    /// <summary>The organisation's id.</summary>
    [Id(0), StringLength(63, MinimumLength = 1)] public required string TenantId { get; init; }
}
