using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Fitness;

/// <summary>What to change of a goal.</summary>
[GenerateSerializer, Immutable, Alias("goals.UpdateGoal")]
public sealed record UpdateGoal
{
    /// <summary>The goal, as list_goals names it.</summary>
    [Id(0), StringLength(64, MinimumLength = 1)] public required string GoalId { get; init; }

    /// <summary>A new value to reach.</summary>
    [Id(1), Range(-1e12, 1e12)] public double? Target { get; init; }

    /// <summary>A new unit; values are not converted.</summary>
    [Id(2), StringLength(32, MinimumLength = 1)] public string? Unit { get; init; }

    /// <summary>A new last day, in UTC; today or later.</summary>
    [Id(3)] public DateOnly? Deadline { get; init; }

    /// <summary>True removes the deadline.</summary>
    [Id(4)] public bool? ClearDeadline { get; init; }

    /// <summary>A new title.</summary>
    [Id(5), StringLength(120, MinimumLength = 1)] public string? Title { get; init; }

    /// <summary>Open takes the goal up again, abandoned gives it up, reached closes it as done. Replaced cannot be set.</summary>
    [Id(6)] public GoalStatus? Status { get; init; }
}
