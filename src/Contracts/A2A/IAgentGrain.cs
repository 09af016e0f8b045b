namespace Actors.Contracts.A2A;

/// <summary>
/// An agent at work on one task. Key: that of the task, <see cref="GrainKeys.OwnedBy"/>; of an <see cref="AgentAttribute.Instant"/> one, its
/// owner's and <see cref="Instant"/>.
/// </summary>
[PlatformOnly, Alias("agent")]
public interface IAgentGrain : IGrainWithStringKey
{
    /// <summary>The id in the key of an instant agent.</summary>
    const string Instant = "instant";

    /// <summary>
    /// Works on what the client says. The turn ends with the stream; a task that is neither settled nor final by then is completed.
    /// Whoever asks ends the stream to cancel.
    /// </summary>
    /// <exception cref="ActorException">The task has failed, for the reason that the message tells the client.</exception>
    [Alias("receive")]
    IAsyncEnumerable<AgentEvent> Receive(AgentTurn turn, CancellationToken cancellation);
}
