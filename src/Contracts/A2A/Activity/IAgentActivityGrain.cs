using Actors.Contracts.A2A.Contexts;
using Actors.Contracts.Tools;

namespace Actors.Contracts.A2A.Activity;

/// <summary>What a tenant's people and programs have agents do. Key: <see cref="GrainKeys.Tenant"/>. How often they ask is in <see cref="Usage.IUsageGrain"/>.</summary>
[ToolSet(ToolKey.Tenant), Alias("agent_activity")]
public interface IAgentActivityGrain : IGrainWithStringKey
{
    /// <summary>Lists the tasks of agents in your organisation, those that changed last first. What was said in them is for their owners only.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.InvalidArgument"/> for a page that there is not.</exception>
    [Tool("list_agent_tasks", Title = "List tasks of agents", Scope = Scopes.TenantRead, Route = "GET /api/a2a/tasks", ReadOnly = true, Idempotent = true)]
    [ReadOnly, Alias("tasks")]
    Task<TaskSummaryList> Tasks(ListTaskSummaries request, CancellationToken cancellation);

    /// <summary>Lists the conversations with agents in your organisation, those in which something happened last first.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.InvalidArgument"/> for a page that there is not.</exception>
    [Tool("list_agent_contexts", Title = "List conversations with agents", Scope = Scopes.TenantRead, Route = "GET /api/a2a/contexts", ReadOnly = true, Idempotent = true)]
    [ReadOnly, Alias("contexts")]
    Task<ContextSummaryList> Contexts(ListContextSummaries request, CancellationToken cancellation);

    /// <summary>Shows one conversation with agents: its tasks in the order in which they began.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>.</exception>
    [Tool("get_agent_context", Title = "Show a conversation with agents", Scope = Scopes.TenantRead, Route = "GET /api/a2a/contexts/{contextId}", ReadOnly = true, Idempotent = true)]
    [ReadOnly, Alias("context")]
    Task<AgentContext> Context(ReadContext request, CancellationToken cancellation);
}
