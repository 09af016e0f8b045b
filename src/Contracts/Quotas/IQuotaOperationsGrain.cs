using Actors.Contracts.Tools;

namespace Actors.Contracts.Quotas;

/// <summary>What operators do about quotas. Key: <see cref="GrainKeys.Operations"/>.</summary>
[ToolSet(ToolKey.Platform), Alias("quota_operations")]
public interface IQuotaOperationsGrain : IGrainWithStringKey
{
    /// <summary>Moves an organisation to another tier. What it used this month still counts.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>, or <see cref="ErrorCodes.InvalidArgument"/> where there is no such tier.</exception>
    [Tool("set_tenant_tier", Title = "Set the tier of an organisation", Scope = Scopes.PlatformAdmin, Route = "PUT /api/platform/tenants/{tenantId}/tier", Idempotent = true)]
    [Alias("set_tier")]
    Task<QuotaStatus> SetTier(SetTenantTier request, CancellationToken cancellation);
}
