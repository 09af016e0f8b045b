using Actors.Contracts.A2A.Activity;

namespace Actors.Contracts.A2A.Contexts;

/// <summary>A task in its conversation.</summary>
[GenerateSerializer, Immutable, Alias("a2a.PlacedTask")]
public sealed record PlacedTask
{
    /// <summary>Its place: greater than that of each task that began before. Places may be left out.</summary>
    [Id(0)] public required long Place { get; init; }

    /// <summary>The task.</summary>
    [Id(1)] public required TaskSummary Task { get; init; }
}
