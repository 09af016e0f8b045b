using Actors.Contracts;
using Actors.Contracts.Quotas;
using Actors.Contracts.Tenancy;

namespace Actors.Grains.Quotas;

/// <inheritdoc cref="IQuotaOperationsGrain"/>
public sealed class QuotaOperationsGrain : Grain, IQuotaOperationsGrain
{
    /// <inheritdoc />
    public async Task<QuotaStatus> SetTier(SetTenantTier request, CancellationToken cancellation)
    {
        using var _ = Caller.Platform(Caller.Current!.CorrelationId).Enter();
        if (!GrainKeys.IsTenantId(request.TenantId) || await GrainFactory.GetGrain<ITenantGrain>(GrainKeys.Tenant(request.TenantId)).Get(cancellation) is null)
            throw ActorException.NotFound("There is no organisation with this tenantId.");
        return await GrainFactory.GetGrain<IQuotaGrain>(GrainKeys.Tenant(request.TenantId)).SetTier(request.Tier, cancellation);
    }
}
