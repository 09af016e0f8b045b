namespace Actors.Contracts.A2A;

/// <summary>What an agent says in the course of a turn: exactly one of a status, a piece of an artifact, or a reply that needs no task.</summary>
[GenerateSerializer, Immutable, Alias("a2a.AgentEvent")]
public sealed record AgentEvent
{
    /// <summary>The state the task is in from now on.</summary>
    [Id(0)] public AgentTaskState? State { get; init; }

    /// <summary>What there is to say about <see cref="State"/>.</summary>
    [Id(1)] public IReadOnlyList<Part>? Saying { get; init; }

    /// <summary>A piece of an artifact.</summary>
    [Id(2)] public Artifact? Artifact { get; init; }

    /// <summary>The piece goes behind what is there of the artifact.</summary>
    [Id(3)] public bool Append { get; init; }

    /// <summary>The artifact is complete with this piece.</summary>
    [Id(4)] public bool LastChunk { get; init; }

    /// <summary>An answer in place of a task: the first and only event of a turn.</summary>
    [Id(5)] public IReadOnlyList<Part>? Reply { get; init; }

    /// <summary>The task is in this state.</summary>
    public static AgentEvent Of(AgentTaskState state, params IReadOnlyList<Part> saying) => new() { State = state, Saying = saying.Count == 0 ? null : saying };

    /// <summary>A whole artifact.</summary>
    public static AgentEvent Of(Artifact artifact) => new() { Artifact = artifact, LastChunk = true };
}
