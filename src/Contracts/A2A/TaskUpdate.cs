namespace Actors.Contracts.A2A;

/// <summary>One thing that happened to a task: exactly one of a new status, a piece of an artifact, or the task as it stood when somebody began to listen.</summary>
[GenerateSerializer, Immutable, Alias("a2a.TaskUpdate")]
public sealed record TaskUpdate
{
    /// <summary>The task's generation with this change.</summary>
    [Id(0)] public long Generation { get; init; }

    /// <summary>The task as it stands; the first update of a stream.</summary>
    [Id(1)] public AgentTask? Task { get; init; }

    /// <summary>The new status.</summary>
    [Id(2)] public AgentTaskStatus? Status { get; init; }

    /// <summary>A piece of an artifact.</summary>
    [Id(3)] public Artifact? Artifact { get; init; }

    /// <summary>The piece goes behind what is there of the artifact; otherwise it takes its place.</summary>
    [Id(4)] public bool Append { get; init; }

    /// <summary>The artifact is complete with this piece.</summary>
    [Id(5)] public bool LastChunk { get; init; }
}
