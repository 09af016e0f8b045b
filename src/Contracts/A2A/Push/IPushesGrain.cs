using Actors.Contracts.Tools;

namespace Actors.Contracts.A2A.Push;

/// <summary>The webhooks of one person's tasks that have to be looked after. Key: <see cref="GrainKeys.User"/>.</summary>
[ToolSet(ToolKey.User), Alias("pushes")]
public interface IPushesGrain : IGrainWithStringKey
{
    /// <summary>
    /// Lists the webhooks that could not be told for a day what happened to your tasks with agents, and are not tried any more, each with the
    /// reason. What they missed is kept with the task: retry_push sends it.
    /// </summary>
    [Tool("list_failed_pushes", Title = "List failed notifications", Scope = Scopes.AgentsRead, Route = "GET /api/a2a/pushes/failed", ReadOnly = true, Idempotent = true)]
    [ReadOnly, Alias("list_failed")]
    Task<PushConfigList> ListFailed(CancellationToken cancellation);

    /// <summary>Sends a webhook everything about a task that it has missed, in order, from where it had got to.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>.</exception>
    [Tool("retry_push", Title = "Retry a failed notification", Scope = Scopes.AgentsWrite, Route = "POST /api/a2a/tasks/{taskId}/pushes/{pushId}/retry", Idempotent = true, OpenWorld = true)]
    [Alias("retry")]
    Task<PushConfig> Retry(NamedPush request, CancellationToken cancellation);
}
