using Actors.Contracts.Tools;

namespace Actors.Contracts.Quotas;

/// <summary>
/// Counts one tenant's calls against its tier, so that a limit is the same number however many gateways there are. Key:
/// <see cref="GrainKeys.Tenant"/>.
/// </summary>
[ToolSet(ToolKey.Tenant), Alias("quota")]
public interface IQuotaGrain : IGrainWithStringKey
{
    /// <summary>Tells the tier of your organisation, how many calls it includes, and how many are used and left.</summary>
    [Tool("get_quota", Title = "Get the quota", Scope = Scopes.TenantRead, Route = "GET /api/quota", ReadOnly = true, Idempotent = true)]
    [ReadOnly, Alias("get")]
    Task<QuotaStatus> Get(CancellationToken cancellation);

    /// <summary>Gives a gateway some calls to admit by itself within the next second. They are counted as used; what is left over comes back.</summary>
    [PlatformOnly, Alias("lease")]
    Task<CallLease> Lease(LeaseCalls request, CancellationToken cancellation);

    /// <summary>Moves the tenant to another tier, from now on.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.InvalidArgument"/> where the settings know no such tier.</exception>
    [PlatformOnly, Idempotent, Alias("set_tier")]
    Task<QuotaStatus> SetTier(string tier, CancellationToken cancellation);
}
