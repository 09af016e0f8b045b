using Actors.Contracts.Tools;

namespace Actors.Contracts.A2A.Directory;

/// <summary>Whom a tenant's people can hand work to. Key: <see cref="GrainKeys.Tenant"/>.</summary>
[ToolSet(ToolKey.Tenant), Alias("agent_directory")]
public interface IAgentDirectoryGrain : IGrainWithStringKey
{
    /// <summary>Lists the agents that you can send messages to: those of this backend, and then those elsewhere that your organisation knows.</summary>
    [Tool("list_agents", Title = "List agents", Scope = Scopes.AgentsRead, Route = "GET /api/a2a/agents", ReadOnly = true, Idempotent = true)]
    [ReadOnly, Alias("list")]
    Task<AgentSummaryList> List(CancellationToken cancellation);
}
