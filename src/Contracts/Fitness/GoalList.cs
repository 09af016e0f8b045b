namespace Actors.Contracts.Fitness;

/// <summary>Goals that match what was asked for.</summary>
[GenerateSerializer, Immutable, Alias("goals.GoalList")]
public sealed record GoalList
{
    /// <summary>The goals, newest first.</summary>
    [Id(0)] public required IReadOnlyList<Goal> Goals { get; init; }

    /// <summary>How many goals match, listed or not.</summary>
    [Id(1)] public required int Total { get; init; }
}
