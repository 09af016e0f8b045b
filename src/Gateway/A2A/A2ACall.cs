using Actors.Contracts;
using Actors.Gateway.A2A.Dialects;
using Actors.Gateway.Authentication;

namespace Actors.Gateway.A2A;

/// <summary>A request for one agent, on its way through either binding, in the words of the revision it is in.</summary>
internal sealed record A2ACall(HttpContext Http, string Agent, Dialect Dialect)
{
    public Caller Caller => Http.Caller();

    public CancellationToken Gone => Http.RequestAborted;

    /// <summary>An address may name the tenant; another's is as if it were not there.</summary>
    public void CheckTenant(string? tenant)
    {
        if (tenant is { Length: > 0 } && tenant != Caller.Tenant) throw new A2AException(A2AError.TaskNotFound, "There is no such tenant for you. Leave it out: your credential says whose you are.");
    }

    /// <summary>Where a task of the caller's is.</summary>
    public string Key(string taskId) => taskId.Length is > 0 and <= 128 && taskId.AsSpan().IndexOfAny('/', '\0') < 0
        ? GrainKeys.OwnedBy(Caller.Tenant, Caller.Owner, taskId)
        : throw new A2AException(A2AError.TaskNotFound, "There is no such task.");
}
