namespace Actors.Contracts.A2A;

/// <summary>A message for an agent, with what it needs to know of the task.</summary>
[GenerateSerializer, Immutable, Alias("a2a.AgentTurn")]
public sealed record AgentTurn
{
    /// <summary>The task so far; the message is the last of its history.</summary>
    [Id(0)] public required AgentTask Task { get; init; }

    /// <summary>What the client says.</summary>
    [Id(1)] public required Message Message { get; init; }

    /// <summary>On whose behalf the agent acts: whoever sent the message, with the scopes of then.</summary>
    [Id(2)] public required Caller Caller { get; init; }

    /// <summary>The turn was begun before and cut off; some of what it does may have been done.</summary>
    [Id(3)] public bool Again { get; init; }
}
