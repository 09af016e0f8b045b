namespace Actors.Contracts.A2A.Activity;

/// <summary>A part of a tenant's tasks.</summary>
[GenerateSerializer, Immutable, Alias("a2a.TaskSummaryList")]
public sealed record TaskSummaryList
{
    /// <summary>The tasks, those that changed last first.</summary>
    [Id(0)] public required IReadOnlyList<TaskSummary> Tasks { get; init; }

    /// <summary>Asks for the next part; left out where this is the last.</summary>
    [Id(1)] public string? Next { get; init; }
}
