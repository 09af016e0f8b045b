using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Fitness;

/// <summary>A goal to delete.</summary>
[GenerateSerializer, Immutable, Alias("goals.DeleteGoal")]
public sealed record DeleteGoal
{
    /// <summary>The goal, as list_goals names it.</summary>
    [Id(0), StringLength(64, MinimumLength = 1)] public required string GoalId { get; init; }
}
