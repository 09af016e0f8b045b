using Actors.Contracts.Tools;

namespace Actors.Contracts.A2A.Remote;

/// <summary>The agents elsewhere that a tenant's people may send work to. Key: <see cref="GrainKeys.Tenant"/>.</summary>
[ToolSet(ToolKey.Tenant), Alias("remote_agents")]
public interface IRemoteAgentsGrain : IGrainWithStringKey
{
    /// <summary>
    /// Adds an agent elsewhere by the address of its card, replacing one of the same name. Everybody in your organisation can then send it
    /// messages through the agent named remote.
    /// </summary>
    /// <exception cref="ActorException">
    /// <see cref="ErrorCodes.InvalidArgument"/> for a card that cannot be had or used; <see cref="ErrorCodes.LimitReached"/> at 50 agents.
    /// </exception>
    [Tool("add_remote_agent", Title = "Add a remote agent", Scope = Scopes.TenantAdmin, Route = "PUT /api/a2a/remote-agents/{name}", Destructive = true, Idempotent = true, OpenWorld = true), AlwaysInterleave, Alias("add")]
    Task<RemoteAgent> Add(AddRemoteAgent request, CancellationToken cancellation);

    /// <summary>Lists the agents elsewhere that your organisation knows, as their cards described them.</summary>
    [Tool("list_remote_agents", Title = "List remote agents", Scope = Scopes.AgentsRead, Route = "GET /api/a2a/remote-agents", ReadOnly = true, Idempotent = true), ReadOnly, Alias("list")]
    Task<RemoteAgentList> List(CancellationToken cancellation);

    /// <summary>Fetches a remote agent's card again.</summary>
    /// <exception cref="ActorException">
    /// <see cref="ErrorCodes.NotFound"/>; <see cref="ErrorCodes.InvalidArgument"/> for a card that cannot be had or used, <see cref="ErrorCodes.Conflict"/>
    /// for one that was signed with somebody's keys and is no more. Either leaves the agent as it was.
    /// </exception>
    [Tool("refresh_remote_agent", Title = "Refresh a remote agent", Scope = Scopes.TenantAdmin, Route = "POST /api/a2a/remote-agents/{name}/refresh", Idempotent = true, OpenWorld = true), AlwaysInterleave, Alias("refresh")]
    Task<RemoteAgent> Refresh(NamedRemoteAgent request, CancellationToken cancellation);

    /// <summary>Removes a remote agent. What it is working on for your organisation is not followed any more.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>.</exception>
    [Tool("remove_remote_agent", Title = "Remove a remote agent", Scope = Scopes.TenantAdmin, Route = "DELETE /api/a2a/remote-agents/{name}", Destructive = true), Alias("remove")]
    Task<RemoteAgent> Remove(NamedRemoteAgent request, CancellationToken cancellation);

    /// <summary>The agent of this name; without a name, the only one there is. Null where there is none.</summary>
    [PlatformOnly, ReadOnly, Alias("find")]
    Task<RemoteAgent?> Find(string? name, CancellationToken cancellation);
}
