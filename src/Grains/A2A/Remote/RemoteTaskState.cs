namespace Actors.Grains.A2A.Remote;

/// <summary>What <see cref="RemoteAgentGrain"/> stores: which task elsewhere ours is, and what it has been sent.</summary>
public sealed record RemoteTaskState
{
    /// <summary>The agent, by the tenant's name for it.</summary>
    public string? Agent { get; init; }

    /// <summary>Where it answered then: whoever answers elsewhere under its name is another.</summary>
    public string? Address { get; init; }

    /// <summary>The task there.</summary>
    public string? TaskId { get; init; }

    /// <summary>The conversation there.</summary>
    public string? ContextId { get; init; }

    /// <summary>The message that was sent last, or is being sent.</summary>
    public string? MessageId { get; init; }

    /// <summary>When it was sent.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The agent has taken that message.</summary>
    public bool Taken { get; init; }

    /// <summary>Since when the agent waited for that message, in its own words: as long as it says so, it has not looked at it yet.</summary>
    public string? Waited { get; init; }
}
