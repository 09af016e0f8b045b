namespace Actors.Contracts.Usage;

/// <summary>The calls of some days.</summary>
[GenerateSerializer, Immutable, Alias("usage.UsageReport")]
public sealed record UsageReport
{
    /// <summary>The first day.</summary>
    [Id(0)] public required DateOnly From { get; init; }

    /// <summary>The last day.</summary>
    [Id(1)] public required DateOnly To { get; init; }

    /// <summary>All calls.</summary>
    [Id(2)] public required long Calls { get; init; }

    /// <summary>The calls by day, person and tool.</summary>
    [Id(3)] public required IReadOnlyList<ToolUsage> Tools { get; init; }
}
