using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Gateway.Authentication;

namespace Actors.Gateway.A2A;

/// <summary>A request for one agent, on its way through either binding.</summary>
internal sealed record A2ACall(HttpContext Http, string Agent)
{
    public Caller Caller => Http.Caller();

    public CancellationToken Gone => Http.RequestAborted;

    /// <summary>The revision the client speaks (§3.6): a client that names none speaks 0.3.</summary>
    /// <exception cref="A2AException">It is none of ours.</exception>
    public void CheckVersion()
    {
        var named = Http.Request.Headers.TryGetValue("A2A-Version", out var header) ? header.ToString() : Http.Request.Query["A2A-Version"].ToString();
        if (named.Trim() != "1.0")
            throw new A2AException(A2AError.VersionNotSupported, $"Version {(named.Length == 0 ? "0.3, which is meant where none is named," : $"\"{named}\"")} is not spoken here. Send A2A-Version: 1.0.");
    }

    /// <summary>An address may name the tenant; another's is as if it were not there.</summary>
    public void CheckTenant(string? tenant)
    {
        if (tenant is { Length: > 0 } && tenant != Caller.Tenant) throw new A2AException(A2AError.TaskNotFound, "There is no such tenant for you. Leave it out: your credential says whose you are.");
    }

    /// <summary>Where a task of the caller's is.</summary>
    public string Key(string taskId) => taskId.Length is > 0 and <= 128 && !taskId.Contains('/', StringComparison.Ordinal)
        ? GrainKeys.OwnedBy(Caller.Tenant, Caller.Owner, taskId)
        : throw new A2AException(A2AError.TaskNotFound, "There is no such task.");
}
