namespace Actors.Contracts.Fitness;

/// <summary>A goal after a change, and what the change did.</summary>
[GenerateSerializer, Immutable, Alias("goals.GoalChange")]
public sealed record GoalChange
{
    /// <summary>What happened, in a sentence.</summary>
    [Id(0)] public required string Summary { get; init; }

    /// <summary>The goal as it is now; of a deleted goal, as it was.</summary>
    [Id(1)] public required Goal Goal { get; init; }

    /// <summary>The goal that this one replaced.</summary>
    [Id(2)] public string? ReplacedGoalId { get; init; }
}
