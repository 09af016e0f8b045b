namespace Actors.Contracts.Audit;

/// <summary>Entries of the audit, the newest first.</summary>
[GenerateSerializer, Immutable, Alias("audit.AuditPage")]
public sealed record AuditPage
{
    /// <summary>The entries.</summary>
    [Id(0)] public required IReadOnlyList<AuditEntry> Entries { get; init; }

    /// <summary>Where the next page goes on; left out on the last one.</summary>
    [Id(1)] public long? NextBefore { get; init; }
}
