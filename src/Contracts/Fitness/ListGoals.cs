using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Fitness;

/// <summary>Which goals to list; all of them when nothing is given.</summary>
[GenerateSerializer, Immutable, Alias("goals.ListGoals")]
public sealed record ListGoals
{
    /// <summary>Only goals of this status.</summary>
    [Id(0)] public GoalStatus? Status { get; init; }

    /// <summary>Only goals of this type.</summary>
    [Id(1), StringLength(64, MinimumLength = 1)] public string? Type { get; init; }

    /// <summary>How many goals at most; 50 when left out.</summary>
    [Id(2), Range(1, 200)] public int? Limit { get; init; }
}
