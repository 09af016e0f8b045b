namespace Actors.Contracts.Fitness;

/// <summary>How fast a goal moves. Rates are in the goal's unit per day; towards a lower target they are negative.</summary>
[GenerateSerializer, Immutable, Alias("goals.Pace")]
public sealed record Pace
{
    /// <summary>What was achieved per day since the goal was set; a started day counts as whole.</summary>
    [Id(0)] public required double PerDay { get; init; }

    /// <summary>What is needed per day from now on to meet the deadline.</summary>
    [Id(1)] public double? RequiredPerDay { get; init; }

    /// <summary>The day on which the target is reached at the pace so far.</summary>
    [Id(2)] public DateOnly? ProjectedCompletion { get; init; }

    /// <summary>Whether the pace so far meets the deadline.</summary>
    [Id(3)] public required PaceVerdict Verdict { get; init; }
}
