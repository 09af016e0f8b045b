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
}
