using Actors.Contracts;
using Actors.Contracts.A2A;

namespace Actors.Grains.A2A;

/// <summary>One entry of a task's log, as it is stored: a message that came in, or something that happened. Its place in the log is the task's generation.</summary>
public sealed record TaskEntry
{
    /// <summary>The agent; of the first entry only.</summary>
    public string? Agent { get; init; }

    /// <summary>A message of the client.</summary>
    public Message? Received { get; init; }

    /// <summary>Who sent <see cref="Received"/>, with the scopes of then: the agent acts on their behalf, after a restart too.</summary>
    public Caller? From { get; init; }

    /// <summary>A new status.</summary>
    public AgentTaskStatus? Status { get; init; }

    /// <summary>The status ends the agent's turn: the message it was about has been dealt with.</summary>
    public bool EndsTurn { get; init; }

    /// <summary>A piece of an artifact.</summary>
    public Artifact? Artifact { get; init; }

    /// <summary>The piece goes behind what is there of the artifact.</summary>
    public bool Append { get; init; }

    /// <summary>The artifact is complete with this piece.</summary>
    public bool LastChunk { get; init; }

    /// <summary>An answer in place of a task: the task is none that anybody can see.</summary>
    public Message? Reply { get; init; }

    /// <summary>From here on, webhooks are told what happens.</summary>
    public bool Watched { get; init; }

    /// <summary>What those who follow the task are told, if anything.</summary>
    public TaskUpdate? Update(long generation) => Status is null && Artifact is null ? null : new()
    {
        Generation = generation, Status = Status, Artifact = Artifact, Append = Append, LastChunk = LastChunk,
    };
}
