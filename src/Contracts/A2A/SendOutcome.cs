namespace Actors.Contracts.A2A;

/// <summary>What became of a message: a task, or a reply that needed none.</summary>
[GenerateSerializer, Immutable, Alias("a2a.SendOutcome")]
public sealed record SendOutcome
{
    /// <summary>The task as it stands.</summary>
    [Id(0)] public AgentTask? Task { get; init; }

    /// <summary>The reply.</summary>
    [Id(1)] public Message? Reply { get; init; }
}
