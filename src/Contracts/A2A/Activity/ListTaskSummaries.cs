using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.A2A.Activity;

/// <summary>Which tasks to list; all of them when nothing is given.</summary>
[GenerateSerializer, Immutable, Alias("a2a.ListTaskSummaries")]
public sealed record ListTaskSummaries
{
    /// <summary>Only those of this person, or of this client that acts for itself.</summary>
    [Id(0), StringLength(200, MinimumLength = 1)] public string? Owner { get; init; }

    /// <summary>Only those of this agent.</summary>
    [Id(1), StringLength(64, MinimumLength = 1)] public string? Agent { get; init; }

    /// <summary>Only those of this conversation.</summary>
    [Id(2), StringLength(200, MinimumLength = 1)] public string? ContextId { get; init; }

    /// <summary>Only those in this state.</summary>
    [Id(3)] public AgentTaskState? State { get; init; }

    /// <summary>How many at most; 50 when left out.</summary>
    [Id(4), Range(1, 200)] public int? Limit { get; init; }

    /// <summary>Where to go on: next of the page before.</summary>
    [Id(5), StringLength(200, MinimumLength = 1)] public string? After { get; init; }
}
