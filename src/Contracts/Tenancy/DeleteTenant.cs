using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Tenancy;

/// <summary>An organisation to delete.</summary>
[GenerateSerializer, Immutable, Alias("tenant.DeleteTenant")]
public sealed record DeleteTenant
{
    /// <summary>The organisation's id.</summary>
    [Id(0), StringLength(63, MinimumLength = 1)] public required string TenantId { get; init; }

    /// <summary>How many days from now it is deleted for good; 30 when left out, 0 deletes it within minutes.</summary>
    [Id(1), Range(0, 365)] public int? GraceDays { get; init; }
}
