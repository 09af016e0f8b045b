namespace Actors.Contracts.A2A;

/// <summary>Which of the caller's tasks to list (A2A 1.0 §3.1.4).</summary>
[GenerateSerializer, Immutable, Alias("a2a.ListTasks")]
public sealed record ListTasks
{
    /// <summary>Those of this agent.</summary>
    [Id(0)] public required string Agent { get; init; }

    /// <summary>Only those of this conversation.</summary>
    [Id(1)] public string? ContextId { get; init; }

    /// <summary>Only those in this state.</summary>
    [Id(2)] public AgentTaskState? State { get; init; }

    /// <summary>Only those whose status is from then or later.</summary>
    [Id(3)] public DateTimeOffset? StatusSince { get; init; }

    /// <summary>How many at most, 1 to 100.</summary>
    [Id(4)] public int PageSize { get; init; } = 50;

    /// <summary>The page behind the one that answered this; null for the first.</summary>
    [Id(5)] public string? PageToken { get; init; }

    /// <summary>How much of each task to answer with.</summary>
    [Id(6)] public required ReadTask Read { get; init; }
}
