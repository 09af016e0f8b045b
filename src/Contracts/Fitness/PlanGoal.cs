using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Fitness;

/// <summary>A wish that is to become a goal.</summary>
[GenerateSerializer, Immutable, Alias("goals.PlanGoal")]
public sealed record PlanGoal
{
    /// <summary>What is wished for, in one's own words.</summary>
    [Id(0), StringLength(500, MinimumLength = 1)] public required string Wish { get; init; }

    /// <summary>By when, in one's own words.</summary>
    [Id(1), StringLength(100, MinimumLength = 1)] public string? By { get; init; }
}
