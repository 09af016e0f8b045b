using System.Reflection;
using Actors.Contracts.A2A;
using Actors.Contracts.A2A.Directory;
using Actors.Contracts.A2A.Remote;

namespace Actors.Grains.A2A.Directory;

/// <inheritdoc cref="IAgentDirectoryGrain"/>
public sealed class AgentDirectoryGrain(AgentContracts agents) : Grain, IAgentDirectoryGrain
{
    /// <inheritdoc />
    public async Task<AgentSummaryList> List(CancellationToken cancellation)
    {
        var here = agents.ByName.Values.Select(agent => agent.GetCustomAttribute<AgentAttribute>()!).OrderBy(agent => agent.Name, StringComparer.Ordinal);
        var elsewhere = await GrainFactory.GetGrain<IRemoteAgentsGrain>(this.GetPrimaryKeyString()).List(cancellation);
        return new() { Agents = [.. here.Select(Of), .. elsewhere.Agents.Select(Of)] };
    }

    private static AgentSummary Of(AgentAttribute agent) => new()
    {
        Name = agent.Name, Title = agent.Title, Description = agent.Description, CardUrl = $"/a2a/{agent.Name}/.well-known/agent-card.json",
    };

    private static AgentSummary Of(RemoteAgent agent) => new()
    {
        Name = agent.Name, Title = agent.Title, Description = agent.Description, CardUrl = agent.CardUrl, Remote = true,
    };
}
