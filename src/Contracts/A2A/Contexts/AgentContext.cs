using Actors.Contracts.A2A.Activity;

namespace Actors.Contracts.A2A.Contexts;

/// <summary>A conversation with agents, and a part of its tasks.</summary>
[GenerateSerializer, Immutable, Alias("a2a.AgentContext")]
public sealed record AgentContext
{
    /// <summary>The conversation.</summary>
    [Id(0)] public required ContextSummary Summary { get; init; }

    /// <summary>The tasks, in the order in which they began.</summary>
    [Id(1)] public required IReadOnlyList<PlacedTask> Tasks { get; init; }

    /// <summary>Asks for the next part; left out where this is the last.</summary>
    [Id(2)] public long? Next { get; init; }
}
