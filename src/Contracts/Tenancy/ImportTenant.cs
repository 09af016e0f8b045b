using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Tenancy;

/// <summary>An organisation to bring back.</summary>
[GenerateSerializer, Immutable, Alias("tenant.ImportTenant")]
public sealed record ImportTenant
{
    /// <summary>The id it is to have, which nobody ever had on this platform: 2 to 63 lower-case letters, digits and hyphens.</summary>
    [Id(0), RegularExpression("^[a-z0-9][a-z0-9-]*[a-z0-9]$"), StringLength(63, MinimumLength = 2)] public required string TenantId { get; init; }
}
