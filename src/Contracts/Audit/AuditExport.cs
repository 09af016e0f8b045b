namespace Actors.Contracts.Audit;

/// <summary>A part of the audit, to be kept elsewhere.</summary>
[GenerateSerializer, Immutable, Alias("audit.AuditExport")]
public sealed record AuditExport
{
    /// <summary>One entry a line as JSON, the oldest first, at most 1,000.</summary>
    [Id(0)] public required string Lines { get; init; }

    /// <summary>Where the next part goes on; left out on the last one.</summary>
    [Id(1)] public long? NextAfter { get; init; }
}
