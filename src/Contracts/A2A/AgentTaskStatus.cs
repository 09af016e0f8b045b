namespace Actors.Contracts.A2A;

/// <summary>Where a task stands, and since when (A2A 1.0 §4.1.2).</summary>
[GenerateSerializer, Immutable, Alias("a2a.AgentTaskStatus")]
public sealed record AgentTaskStatus
{
    /// <summary>The state.</summary>
    [Id(0)] public AgentTaskState State { get; init; }

    /// <summary>What the agent says about it.</summary>
    [Id(1)] public Message? Message { get; init; }

    /// <summary>Since when, in UTC.</summary>
    [Id(2)] public DateTimeOffset At { get; init; }

    /// <summary>Whether nothing can follow: completed, failed, canceled or rejected.</summary>
    public bool IsFinal => State is AgentTaskState.Completed or AgentTaskState.Failed or AgentTaskState.Canceled or AgentTaskState.Rejected;

    /// <summary>Whether the agent is done for now: the state is final, or it waits for the client.</summary>
    public bool IsSettled => IsFinal || State is AgentTaskState.InputRequired or AgentTaskState.AuthRequired;
}
