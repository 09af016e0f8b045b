namespace Actors.Contracts.A2A.Activity;

/// <summary>A task as its tenant's administrators see it.</summary>
[GenerateSerializer, Immutable, Alias("a2a.TaskSummary")]
public sealed record TaskSummary
{
    /// <summary>Its id.</summary>
    [Id(0)] public required string TaskId { get; init; }

    /// <summary>The person whose it is, or the client that acts for itself.</summary>
    [Id(1)] public required string Owner { get; init; }

    /// <summary>Who works on it.</summary>
    [Id(2)] public required string Agent { get; init; }

    /// <summary>The conversation it belongs to.</summary>
    [Id(3)] public required string ContextId { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(4)] public required AgentTaskState State { get; init; }

    /// <summary>When it began, in UTC.</summary>
    [Id(5)] public required DateTimeOffset BeganAt { get; init; }

    /// <summary>Since when it has stood there, in UTC.</summary>
    [Id(6)] public required DateTimeOffset StatusAt { get; init; }
}
