using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Tenancy;

/// <summary>Which organisations to list; all of them when nothing is given.</summary>
[GenerateSerializer, Immutable, Alias("tenant.ListTenants")]
public sealed record ListTenants
{
    /// <summary>Only those with this in their name or id.</summary>
    [Id(0), StringLength(200, MinimumLength = 1)] public string? Query { get; init; }

    /// <summary>Only those of this status.</summary>
    [Id(1)] public TenantStatus? Status { get; init; }

    /// <summary>How many at most; 50 when left out.</summary>
    [Id(2), Range(1, 200)] public int? Limit { get; init; }

    /// <summary>Where to go on: next of the page before.</summary>
    [Id(3), StringLength(63, MinimumLength = 1)] public string? After { get; init; }
}
