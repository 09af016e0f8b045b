using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Fitness;

/// <summary>A goal to read.</summary>
[GenerateSerializer, Immutable, Alias("goals.GetGoal")]
public sealed record GetGoal
{
    /// <summary>The goal, as list_goals names it.</summary>
    [Id(0), StringLength(64, MinimumLength = 1)] public required string GoalId { get; init; }
}
