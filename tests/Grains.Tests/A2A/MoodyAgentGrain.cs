using System.Globalization;
using System.Runtime.CompilerServices;
using Actors.Contracts;
using Actors.Contracts.A2A;

namespace Actors.Grains.Tests.A2A;

/// <inheritdoc cref="IMoodyAgentGrain"/>
public sealed class MoodyAgentGrain : Grain, IMoodyAgentGrain
{
    /// <inheritdoc />
    public async IAsyncEnumerable<AgentEvent> Receive(AgentTurn turn, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return AgentEvent.Of(AgentTaskState.Working);
        switch (turn.Message.Parts[0].Text!.Split(' '))
        {
            case ["wait"] when !turn.Again:
                await Task.Delay(Timeout.Infinite, cancellation);
                break;
            case ["ask"]:
                yield return AgentEvent.Of(AgentTaskState.InputRequired, [Part.OfText("For how many?")]);
                break;
            case ["throw"]:
                throw ActorException.NotFound("There is no table left.");
            case ["count", var upTo]:
                for (var i = 1; i <= int.Parse(upTo, CultureInfo.InvariantCulture); i++)
                    yield return new AgentEvent { Artifact = new() { ArtifactId = "numbers", Parts = [Part.OfText(i.ToString(CultureInfo.InvariantCulture))] }, Append = i > 1 };
                break;
        }
    }
}
