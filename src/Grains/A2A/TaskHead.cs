using Actors.Contracts.A2A;

namespace Actors.Grains.A2A;

/// <summary>What can be asked of tasks across tasks: a row beside each log, written together with it.</summary>
public sealed record TaskHead
{
    /// <summary>The grain's key.</summary>
    public required string Key { get; init; }

    /// <summary>Who works on it.</summary>
    public required string Agent { get; init; }

    /// <summary>The conversation it belongs to.</summary>
    public required string ContextId { get; init; }

    /// <summary>Its place there, which never changes: what is given after the first time is not looked at.</summary>
    public long Place { get; init; }

    /// <summary>Where it stands; null where a reply took the task's place.</summary>
    public AgentTaskState? State { get; init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset StatusAt { get; init; }

    /// <summary>Since when there is something to tell its webhooks; null to leave that as it is.</summary>
    public DateTimeOffset? PushDue { get; init; }
}
