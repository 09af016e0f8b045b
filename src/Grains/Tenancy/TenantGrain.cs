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
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > 200)
            throw ActorException.InvalidArgument("name", "A tenant's name has 1 to 200 characters.");
        var tenant = new Tenant { Id = id, Name = request.Name, CreatedAt = time.GetUtcNow() };
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
        var tenant = state.State.Tenant ?? throw ActorException.NotFound("There is no such tenant.");
        if (tenant.Status == status) return tenant;
        await state.Save(state.State with { Tenant = tenant with { Status = status } }, this);
        return state.State.Tenant;
    }
}
