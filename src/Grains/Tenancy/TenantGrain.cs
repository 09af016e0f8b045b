using Actors.Contracts;
using Actors.Contracts.Tenancy;
using Actors.Grains.Infrastructure;

namespace Actors.Grains.Tenancy;

/// <inheritdoc cref="ITenantGrain"/>
public sealed class TenantGrain([PersistentState("tenant")] IPersistentState<TenantState> state, TimeProvider time) : Grain, ITenantGrain
{
    /// <inheritdoc />
    public async Task<Tenant> Create(CreateTenant request, CancellationToken cancellation)
    {
        if (state.State.Tenant is { } existing) return existing;
        return await Save(New(request.Name));
    }

    /// <inheritdoc />
    public Task<Tenant?> Get(CancellationToken cancellation) => Task.FromResult(state.State.Tenant);

    /// <inheritdoc />
    public Task<bool> IsActive(CancellationToken cancellation) => Task.FromResult(state.State.Tenant is { Status: TenantStatus.Active });

    /// <inheritdoc />
    public async Task<Tenant> SetStatus(TenantStatus status, CancellationToken cancellation)
    {
        var tenant = Existing();
        if (tenant.Status == TenantStatus.Deleted) throw new ActorException(ErrorCodes.Conflict, "This organisation is deleted; nothing of it is left.");
        if (IsDue(tenant)) throw new ActorException(ErrorCodes.Conflict, "This organisation is being deleted; its time has come.");
        if (tenant.Status == TenantStatus.Importing) throw new ActorException(ErrorCodes.Conflict, "This organisation is being imported. Send its archive to import_tenant again to finish it, or delete it.");
        return await Save(tenant with { Status = status, DeletesAt = null });
    }

    /// <inheritdoc />
    public Task<Tenant> Describe(CancellationToken cancellation) => Task.FromResult(Existing());

    /// <inheritdoc />
    public Task<Tenant> Update(UpdateTenant request, CancellationToken cancellation)
    {
        var tenant = Existing();
        return Save(tenant with { Name = Name(request.Name ?? tenant.Name), Registration = request.Registration ?? tenant.Registration });
    }

    /// <inheritdoc />
    public Task<Tenant> DeleteAt(DateTimeOffset time, CancellationToken cancellation) => Existing() switch
    {
        { Status: TenantStatus.Deleted } gone => Task.FromResult(gone),
        var due when IsDue(due) => Task.FromResult(due),
        { Status: TenantStatus.Importing } half => Save(half with { Status = TenantStatus.Deleting, DeletesAt = Now }),
        var tenant => Save(tenant with { Status = TenantStatus.Deleting, DeletesAt = time }),
    };

    /// <inheritdoc />
    public async Task BeginImport(string name, CancellationToken cancellation)
    {
        if (state.State.Tenant is { Status: not TenantStatus.Importing }) throw new ActorException(ErrorCodes.Conflict, "This id is taken. Ids are never given again; choose another.");
        if (state.State.Tenant is null) await Save(New(name) with { Status = TenantStatus.Importing });
    }

    /// <inheritdoc />
    public Task<Tenant> Imported(Tenant exported, CancellationToken cancellation) => Existing().Status != TenantStatus.Importing ? Task.FromResult(Existing()) : Save(exported with
    {
        Id = Existing().Id, DeletesAt = null, Status = exported.Status == TenantStatus.Suspended ? TenantStatus.Suspended : TenantStatus.Active,
    });

    /// <inheritdoc />
    public Task Deleted(CancellationToken cancellation) => Save(Existing() with { Name = Existing().Id, Status = TenantStatus.Deleted, DeletesAt = null });

    private DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Whether its deletion cannot be taken back any more.</summary>
    private bool IsDue(Tenant tenant) => tenant.DeletesAt <= Now;

    private async Task<Tenant> Save(Tenant tenant)
    {
        if (tenant != state.State.Tenant) await state.Save(state.State with { Tenant = tenant }, this);
        return tenant;
    }

    private Tenant Existing() => state.State.Tenant ?? throw ActorException.NotFound("There is no such organisation.");

    private Tenant New(string name) => GrainKeys.TenantOf(this.GetPrimaryKeyString()) is var id && id != GrainKeys.Platform
        ? new Tenant { Id = id, Name = Name(name), CreatedAt = Now }
        : throw ActorException.InvalidArgument("id", $"'{id}' is reserved; choose another tenant id.");

    private static string Name(string name) => !string.IsNullOrWhiteSpace(name) && name.Length <= 200
        ? name
        : throw ActorException.InvalidArgument("name", "A tenant's name has 1 to 200 characters.");
}
