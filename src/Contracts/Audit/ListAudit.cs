using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Audit;

/// <summary>Which entries of the audit to list.</summary>
[GenerateSerializer, Immutable, Alias("audit.ListAudit")]
public sealed record ListAudit
{
    /// <summary>Only what this person did, by user id.</summary>
    [Id(0), StringLength(128)] public string? User { get; init; }

    /// <summary>Only calls of this tool.</summary>
    [Id(1), StringLength(64)] public string? Tool { get; init; }

    /// <summary>Only calls that ended so: done, or an error's code.</summary>
    [Id(2), StringLength(64)] public string? Outcome { get; init; }

    /// <summary>Only calls at or after this time.</summary>
    [Id(3)] public DateTimeOffset? From { get; init; }

    /// <summary>Only calls before this time.</summary>
    [Id(4)] public DateTimeOffset? To { get; init; }

    /// <summary>Only entries before this number: nextBefore of the page before.</summary>
    [Id(5), Range(1, long.MaxValue)] public long? Before { get; init; }

    /// <summary>How many entries at most; 50 when left out.</summary>
    [Id(6), Range(1, 500)] public int? Limit { get; init; }
}
