using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Audit;

/// <summary>Which part of the audit to export.</summary>
[GenerateSerializer, Immutable, Alias("audit.ExportAudit")]
public sealed record ExportAudit
{
    /// <summary>Only entries behind this number: nextAfter of the part before, or the last one you have.</summary>
    [Id(0), Range(0, long.MaxValue)] public long? After { get; init; }
}
