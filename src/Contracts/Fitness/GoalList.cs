namespace Actors.Contracts.Fitness;

/// <summary>Goals that match what was asked for.</summary>
[GenerateSerializer, Immutable, Alias("goals.GoalList")]
public sealed record GoalList
{
    /// <summary>The goals, newest first.</summary>
    [Id(0)] public required IReadOnlyList<Goal> Goals { get; init; }
}
