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
        var id = GrainKeys.TenantOf(this.GetPrimaryKeyString());
        if (id == GrainKeys.Platform)
            throw ActorException.InvalidArgument("id", $"'{id}' is reserved; choose another tenant id.");
        var tenant = new Tenant { Id = id, Name = Name(request.Name), CreatedAt = time.GetUtcNow() };
        await state.Save(state.State with { Tenant = tenant }, this);
        return tenant;
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
    public Task<Tenant> DeleteAt(DateTimeOffset time, CancellationToken cancellation) =>
        Existing() is { Status: TenantStatus.Deleted } gone ? Task.FromResult(gone) : Save(Existing() with { Status = TenantStatus.Deleting, DeletesAt = time });

    /// <inheritdoc />
    public Task Deleted(CancellationToken cancellation) => Save(Existing() with { Name = Existing().Id, Status = TenantStatus.Deleted, DeletesAt = null });

    private async Task<Tenant> Save(Tenant tenant)
    {
        if (tenant != state.State.Tenant) await state.Save(state.State with { Tenant = tenant }, this);
        return tenant;
    }

    private Tenant Existing() => state.State.Tenant ?? throw ActorException.NotFound("There is no such organisation.");

    private static string Name(string name) => !string.IsNullOrWhiteSpace(name) && name.Length <= 200
        ? name
        : throw ActorException.InvalidArgument("name", "A tenant's name has 1 to 200 characters.");
}
