using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Audit;

/// <summary>What to hold the audit against besides itself.</summary>
[GenerateSerializer, Immutable, Alias("audit.VerifyAudit")]
public sealed record VerifyAudit
{
    /// <summary>The number of an entry that you wrote down.</summary>
    [Id(0), Range(1, long.MaxValue)] public long? Sequence { get; init; }

    /// <summary>The hash it had then.</summary>
    [Id(1), RegularExpression("^[0-9a-f]{64}$")] public string? Hash { get; init; }
}
