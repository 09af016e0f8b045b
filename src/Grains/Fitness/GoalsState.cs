using System.Collections.Immutable;

namespace Actors.Grains.Fitness;

/// <summary>What a user's goals grain owns.</summary>
public sealed record GoalsState
{
    /// <summary>All goals in the order they were set.</summary>
    public ImmutableList<StoredGoal> Goals { get; init; } = [];
}
