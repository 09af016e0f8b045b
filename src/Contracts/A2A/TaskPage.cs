namespace Actors.Contracts.A2A;

/// <summary>A part of a list of tasks, those whose status changed last first.</summary>
[GenerateSerializer, Immutable, Alias("a2a.TaskPage")]
public sealed record TaskPage
{
    /// <summary>The tasks.</summary>
    [Id(0)] public required IReadOnlyList<AgentTask> Tasks { get; init; }

    /// <summary>Asks for the next page; null where this is the last.</summary>
    [Id(1)] public string? NextPageToken { get; init; }

    /// <summary>How many tasks fit, on all pages.</summary>
    [Id(2)] public int TotalSize { get; init; }
}
