namespace Actors.Contracts.A2A;

/// <summary>A task as it stands (A2A 1.0 §4.1.1).</summary>
[GenerateSerializer, Immutable, Alias("a2a.AgentTask")]
public sealed record AgentTask
{
    /// <summary>Its id, given by this backend.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>The conversation it belongs to.</summary>
    [Id(1)] public required string ContextId { get; init; }

    /// <summary>Who works on it.</summary>
    [Id(2)] public required string Agent { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(3)] public required AgentTaskStatus Status { get; init; }

    /// <summary>What it has made so far, in the order of their first pieces.</summary>
    [Id(4)] public IReadOnlyList<Artifact> Artifacts { get; init; } = [];

    /// <summary>What was said, the oldest first.</summary>
    [Id(5)] public IReadOnlyList<Message> History { get; init; } = [];

    /// <summary>How often it has changed: one more with each change.</summary>
    [Id(6)] public long Generation { get; init; }
}
