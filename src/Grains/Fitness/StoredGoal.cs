using System.Collections.Immutable;
using Actors.Contracts.Fitness;

namespace Actors.Grains.Fitness;

/// <summary>A goal as it is stored: what was said of it, never what follows from that.</summary>
public sealed record StoredGoal
{
    public required string Id { get; init; }

    public required string Type { get; init; }

    public string? Title { get; init; }

    public required double Start { get; init; }

    public required double Target { get; init; }

    public required string Unit { get; init; }

    public required GoalMeasure Measure { get; init; }

    public DateOnly? Deadline { get; init; }

    public required GoalStatus Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Progress in the order of its times.</summary>
    public ImmutableList<ProgressEntry> Entries { get; init; } = [];
}
