using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Tenancy;

/// <summary>An organisation to rename.</summary>
[GenerateSerializer, Immutable, Alias("tenant.RenameTenant")]
public sealed record RenameTenant
{
    /// <summary>The organisation's id.</summary>
    [Id(0), StringLength(63, MinimumLength = 1)] public required string TenantId { get; init; }

    /// <summary>The new name.</summary>
    [Id(1), StringLength(200, MinimumLength = 1)] public required string Name { get; init; }
}
