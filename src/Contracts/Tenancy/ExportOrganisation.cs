using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Tenancy;

/// <summary>Which part of one's own organisation's export to read.</summary>
[GenerateSerializer, Immutable, Alias("tenant.ExportOrganisation")]
public sealed record ExportOrganisation
{
    /// <summary>The nextAfter of the part before; leave it out for the first part.</summary>
    [Id(0), StringLength(2000, MinimumLength = 1)] public string? After { get; init; }
}
