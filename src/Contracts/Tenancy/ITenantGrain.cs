using Actors.Contracts.Tools;

namespace Actors.Contracts.Tenancy;

/// <summary>One tenant. Key: <see cref="GrainKeys.Tenant"/>.</summary>
[ToolSet(ToolKey.Tenant), Alias("tenant")]
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

    /// <summary>Tells of your organisation its name, its status and whether people may register in it by themselves.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>: operators belong to none.</exception>
    [Tool("get_organisation", Title = "Get the organisation", Scope = Scopes.TenantRead, Route = "GET /api/tenant", ReadOnly = true, Idempotent = true), Alias("describe")]
    Task<Tenant> Describe(CancellationToken cancellation);

    /// <summary>Changes the name of your organisation, and whether people may register in it by themselves: at /register?tenant= and its id.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/> or <see cref="ErrorCodes.InvalidArgument"/>.</exception>
    [Tool("update_organisation", Title = "Update the organisation", Scope = Scopes.TenantAdmin, Route = "PATCH /api/tenant", Destructive = true, Idempotent = true), Alias("update")]
    Task<Tenant> Update(UpdateTenant request, CancellationToken cancellation);

    /// <summary>Lets the tenant's people act no more, and deletes all that is the tenant's at a time to come; what is half imported at once. A time that has come stays.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>.</exception>
    [PlatformOnly, Idempotent, Alias("delete_at")]
    Task<Tenant> DeleteAt(DateTimeOffset time, CancellationToken cancellation);

    /// <summary>Takes an id that was never taken for a tenant that is being imported. Repeating it changes nothing until that is done.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.Conflict"/>.</exception>
    [PlatformOnly, Idempotent, Alias("begin_import")]
    Task BeginImport(string name, CancellationToken cancellation);

    /// <summary>Makes the tenant, all of which is there now, what it was where it was exported.</summary>
    [PlatformOnly, Idempotent, Alias("imported")]
    Task<Tenant> Imported(Tenant exported, CancellationToken cancellation);

    /// <summary>Takes note that nothing of the tenant is left. Its id is never given again.</summary>
    [PlatformOnly, Idempotent, Alias("deleted")]
    Task Deleted(CancellationToken cancellation);
}
