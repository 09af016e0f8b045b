using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Fitness;

/// <summary>A goal to set.</summary>
[GenerateSerializer, Immutable, Alias("goals.SetGoal")]
public sealed record SetGoal
{
    /// <summary>What the goal is about: lower-case words joined by underscores, such as weight or running_distance.</summary>
    [Id(0), RegularExpression("^[a-z0-9]+(_[a-z0-9]+)*$"), StringLength(64, MinimumLength = 1)]
    public required string Type { get; init; }

    /// <summary>The value to reach.</summary>
    [Id(1), Range(-1e12, 1e12)] public required double Target { get; init; }

    /// <summary>The unit of the values, such as kg, km or books.</summary>
    [Id(2), StringLength(32, MinimumLength = 1)] public required string Unit { get; init; }

    /// <summary>The value to start from; 0 when left out. Give it for a goal measured by its latest value, such as today's weight.</summary>
    [Id(3), Range(-1e12, 1e12)] public double? Start { get; init; }

    /// <summary>Whether progress entries add up (total, the default) or the latest one counts (latest).</summary>
    [Id(4)] public GoalMeasure? Measure { get; init; }

    /// <summary>The last day to reach it, in UTC; today or later.</summary>
    [Id(5)] public DateOnly? Deadline { get; init; }

    /// <summary>What a person calls it.</summary>
    [Id(6), StringLength(120, MinimumLength = 1)] public string? Title { get; init; }
}
