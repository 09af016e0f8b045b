using System.Collections.Immutable;

namespace Actors.Grains.Fitness;

/// <summary>What a user's goals grain owns.</summary>
[GenerateSerializer, Immutable, Alias("goals.state")]
public sealed record GoalsState
{
    /// <summary>All goals in the order they were set.</summary>
    [Id(0)] public ImmutableList<StoredGoal> Goals { get; init; } = [];
}
