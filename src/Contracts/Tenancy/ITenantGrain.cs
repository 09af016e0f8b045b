namespace Actors.Contracts.Tenancy;

/// <summary>One tenant. Key: <see cref="GrainKeys.Tenant"/>.</summary>
[Alias("tenant")]
public interface ITenantGrain : IGrainWithStringKey
{
    /// <summary>Creates the tenant. Repeating it changes nothing and answers the tenant as it is.</summary>
    [PlatformOnly, Idempotent, Alias("create")]
    Task<Tenant> Create(CreateTenant request, CancellationToken cancellation);

    /// <summary>The tenant, or null where there is none of this id.</summary>
    [PlatformOnly, Idempotent, Alias("get")]
    Task<Tenant?> Get(CancellationToken cancellation);

    /// <summary>Whether the tenant exists and its people may act.</summary>
    [PlatformOnly, AlwaysInterleave, Idempotent, Alias("is_active")]
    Task<bool> IsActive(CancellationToken cancellation);

    /// <summary>Suspends or reinstates the tenant, and with it all its people.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/> where there is no such tenant.</exception>
    [PlatformOnly, Idempotent, Alias("set_status")]
    Task<Tenant> SetStatus(TenantStatus status, CancellationToken cancellation);
}
