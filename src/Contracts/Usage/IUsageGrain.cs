using Actors.Contracts.Tools;

namespace Actors.Contracts.Usage;

/// <summary>What a tenant's people called. Key: <see cref="GrainKeys.Tenant"/>.</summary>
[ToolSet(ToolKey.Tenant), Alias("usage")]
public interface IUsageGrain : IGrainWithStringKey
{
    /// <summary>Counts the calls of your organisation by day, person and tool. Days are in UTC; without any, the last 30 are counted.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.InvalidArgument"/> for more than 366 days.</exception>
    [Tool("get_usage", Title = "Get usage", Scope = Scopes.TenantRead, Route = "GET /api/usage", ReadOnly = true, Idempotent = true)]
    [ReadOnly, Alias("get")]
    Task<UsageReport> Get(GetUsage request, CancellationToken cancellation);
}
