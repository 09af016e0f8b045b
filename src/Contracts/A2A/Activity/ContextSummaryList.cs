namespace Actors.Contracts.A2A.Activity;

/// <summary>A part of a tenant's conversations.</summary>
[GenerateSerializer, Immutable, Alias("a2a.ContextSummaryList")]
public sealed record ContextSummaryList
{
    /// <summary>The conversations, those in which something happened last first.</summary>
    [Id(0)] public required IReadOnlyList<ContextSummary> Contexts { get; init; }

    /// <summary>Asks for the next part; left out where this is the last.</summary>
    [Id(1)] public string? Next { get; init; }
}
