using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Fitness;

/// <summary>Progress to record.</summary>
[GenerateSerializer, Immutable, Alias("goals.TrackProgress")]
public sealed record TrackProgress
{
    /// <summary>The goal, as list_goals names it. Give this or type.</summary>
    [Id(0), StringLength(64, MinimumLength = 1)] public string? GoalId { get; init; }

    /// <summary>The type of the open goal. Give this or goalId.</summary>
    [Id(1), StringLength(64, MinimumLength = 1)] public string? Type { get; init; }

    /// <summary>How much, in the goal's unit: what was added, or the new reading.</summary>
    [Id(2), Range(-1e12, 1e12)] public required double Value { get; init; }

    /// <summary>When it was achieved or measured; now when left out, never in the future.</summary>
    [Id(3)] public DateTimeOffset? At { get; init; }

    /// <summary>A remark.</summary>
    [Id(4), StringLength(500)] public string? Note { get; init; }
}
