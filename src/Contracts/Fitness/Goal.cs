namespace Actors.Contracts.Fitness;

/// <summary>A goal and where it stands.</summary>
[GenerateSerializer, Immutable, Alias("goals.Goal")]
public sealed record Goal
{
    /// <summary>Names the goal in update_goal, delete_goal and track_progress.</summary>
    [Id(0)] public required string GoalId { get; init; }

    /// <summary>What the goal is about, such as running_distance.</summary>
    [Id(1)] public required string Type { get; init; }

    /// <summary>What a person calls it.</summary>
    [Id(2)] public string? Title { get; init; }

    /// <summary>Where it is in its life.</summary>
    [Id(3)] public required GoalStatus Status { get; init; }

    /// <summary>The value it starts from.</summary>
    [Id(4)] public required double Start { get; init; }

    /// <summary>The value it stands at.</summary>
    [Id(5)] public required double Current { get; init; }

    /// <summary>The value to reach.</summary>
    [Id(6)] public required double Target { get; init; }

    /// <summary>The unit of all its values.</summary>
    [Id(7)] public required string Unit { get; init; }

    /// <summary>How progress entries make up where it stands.</summary>
    [Id(8)] public required GoalMeasure Measure { get; init; }

    /// <summary>How much of the way is done, from 0 to 100, to one decimal; 100 only when the target is reached.</summary>
    [Id(9)] public required double Percentage { get; init; }

    /// <summary>How fast it moves.</summary>
    [Id(10)] public required Pace Pace { get; init; }

    /// <summary>The last day on which it can be reached in time, in UTC.</summary>
    [Id(11)] public DateOnly? Deadline { get; init; }

    /// <summary>When it was set.</summary>
    [Id(12)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was reached, replaced or abandoned.</summary>
    [Id(13)] public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>How many progress entries there are.</summary>
    [Id(14)] public required int EntryCount { get; init; }

    /// <summary>The latest progress entries, newest first, 20 at most.</summary>
    [Id(15)] public required IReadOnlyList<ProgressEntry> Entries { get; init; }
}
