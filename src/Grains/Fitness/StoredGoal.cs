using System.Collections.Immutable;
using Actors.Contracts.Fitness;

namespace Actors.Grains.Fitness;

/// <summary>A goal as it is stored: what was said of it, never what follows from that.</summary>
[GenerateSerializer, Immutable, Alias("goals.stored")]
public sealed record StoredGoal
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required string Type { get; init; }

    [Id(2)] public string? Title { get; init; }

    [Id(3)] public required double Start { get; init; }

    [Id(4)] public required double Target { get; init; }

    [Id(5)] public required string Unit { get; init; }

    [Id(6)] public required GoalMeasure Measure { get; init; }

    [Id(7)] public DateOnly? Deadline { get; init; }

    [Id(8)] public required GoalStatus Status { get; init; }

    [Id(9)] public required DateTimeOffset CreatedAt { get; init; }

    [Id(10)] public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Progress in the order of its times.</summary>
    [Id(11)] public ImmutableList<ProgressEntry> Entries { get; init; } = [];
}
