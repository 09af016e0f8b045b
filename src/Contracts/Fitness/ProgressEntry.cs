namespace Actors.Contracts.Fitness;

/// <summary>One record of progress.</summary>
[GenerateSerializer, Immutable, Alias("goals.ProgressEntry")]
public sealed record ProgressEntry
{
    /// <summary>When it was achieved or measured.</summary>
    [Id(0)] public required DateTimeOffset At { get; init; }

    /// <summary>How much, in the goal's unit.</summary>
    [Id(1)] public required double Value { get; init; }

    /// <summary>A remark.</summary>
    [Id(2)] public string? Note { get; init; }
}
