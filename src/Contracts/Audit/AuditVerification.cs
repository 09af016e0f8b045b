namespace Actors.Contracts.Audit;

/// <summary>Whether the audit is what was written.</summary>
[GenerateSerializer, Immutable, Alias("audit.AuditVerification")]
public sealed record AuditVerification
{
    /// <summary>Whether every entry is in its place and unchanged.</summary>
    [Id(0)] public required bool Intact { get; init; }

    /// <summary>How many entries were found good, from the first on.</summary>
    [Id(1)] public required long Entries { get; init; }

    /// <summary>The hash of the last good entry. Write it down with its number, where nobody who can change the database reaches it.</summary>
    [Id(2)] public string? Hash { get; init; }

    /// <summary>What is wrong with the entry that follows the last good one.</summary>
    [Id(3)] public string? Problem { get; init; }
}
