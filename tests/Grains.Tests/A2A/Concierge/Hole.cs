using System.ComponentModel.DataAnnotations;

namespace Actors.Grains.Tests.A2A.Concierge;

/// <summary>How deep, and how slowly.</summary>
[GenerateSerializer, Immutable, Alias("test.Hole")]
public sealed record Hole
{
    /// <summary>The depth in metres.</summary>
    [Id(0), Range(1, 1000)] public required int Depth { get; init; }

    /// <summary>Waits at the first metre until it is called off, or its process has died.</summary>
    [Id(1)] public bool? Stuck { get; init; }
}
