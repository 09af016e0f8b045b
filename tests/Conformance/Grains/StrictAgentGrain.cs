using Actors.Conformance.Contracts;
using Actors.Contracts.A2A;

namespace Actors.Conformance.Grains;

/// <inheritdoc cref="IStrictAgentGrain"/>
public sealed class StrictAgentGrain : Grain, IStrictAgentGrain
{
    /// <inheritdoc />
    public IAsyncEnumerable<AgentEvent> Receive(AgentTurn turn, CancellationToken cancellation) => new[] { new AgentEvent { Reply = [Part.OfText("Well said.")] } }.ToAsyncEnumerable();
}
