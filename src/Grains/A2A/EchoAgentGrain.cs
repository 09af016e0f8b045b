using Actors.Contracts.A2A;

namespace Actors.Grains.A2A;

/// <inheritdoc cref="IEchoAgentGrain"/>
[PreferLocalPlacement]
public sealed class EchoAgentGrain : Grain, IEchoAgentGrain
{
    /// <inheritdoc />
    public IAsyncEnumerable<AgentEvent> Receive(AgentTurn turn, CancellationToken cancellation) => new[]
    {
        AgentEvent.Of(AgentTaskState.Working),
        AgentEvent.Of(new Artifact { ArtifactId = turn.Message.MessageId, Name = "echo", Parts = turn.Message.Parts }),
        AgentEvent.Of(AgentTaskState.Completed),
    }.ToAsyncEnumerable();
}
