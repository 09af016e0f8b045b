using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.Tenancy;
using Actors.Grains.Infrastructure;

namespace Actors.Grains.Identity;

/// <inheritdoc cref="IUserGrain"/>
[PreferLocalPlacement]
public sealed class UserGrain([PersistentState("user")] IPersistentState<UserState> state, Passwords passwords, TimeProvider time)
    : Grain, IUserGrain
{
    /// <summary>How long a tenant's name is taken to be what it was: all of a tenant's people would ask the one tenant grain.</summary>
    private static readonly TimeSpan NameIsFresh = TimeSpan.FromSeconds(10);

    private string tenantName = "";
    private long? tenantNameRead;

    private string Key => this.GetPrimaryKeyString();

    /// <inheritdoc />
    public async Task<WhoAmI> WhoAmI(CancellationToken cancellation)
    {
        var (caller, profile) = (Caller.Current!, Existing());
        return new WhoAmI
        {
            TenantId = caller.Tenant,
            TenantName = await TenantName(caller, cancellation),
            UserId = profile.Id,
            Name = profile.Name,
            Email = profile.Email,
            Client = caller.Client,
            Scopes = caller.Scopes,
        };
    }

    /// <inheritdoc />
    public async Task Create(CreateUser request, CancellationToken cancellation)
    {
        if (state.State.Profile is { } existing)
        {
            if (existing.Email == request.Email) return;
            throw new ActorException(ErrorCodes.Conflict, "This user exists already, with another e-mail address.");
        }

        var profile = new UserProfile
        {
            Id = GrainKeys.LocalPartOf(Key), Name = request.Name, Email = request.Email, Status = UserStatus.Active, CreatedAt = time.GetUtcNow(),
        };
        await state.Save(new UserState { Profile = profile, PasswordHash = await passwords.Hash(request.Password, cancellation) }, this);
    }

    /// <inheritdoc />
    public Task<UserProfile?> Get(CancellationToken cancellation) => Task.FromResult(state.State.Profile);

    /// <inheritdoc />
    public async Task<bool> CheckPassword(string password, CancellationToken cancellation) =>
        await passwords.Check(state.State.PasswordHash, password, cancellation) && IsActive();

    /// <inheritdoc />
    public Task<bool> IsActive(CancellationToken cancellation) => Task.FromResult(IsActive());

    /// <inheritdoc />
    public Task SetStatus(UserStatus status, CancellationToken cancellation) =>
        state.Save(state.State with { Profile = Existing() with { Status = status } }, this);

    private async Task<string> TenantName(Caller caller, CancellationToken cancellation)
    {
        if (tenantNameRead is { } read && time.GetElapsedTime(read) < NameIsFresh) return tenantName;
        using var _ = Caller.Platform(caller.CorrelationId).Enter();
        var tenant = await GrainFactory.GetGrain<ITenantGrain>(GrainKeys.Tenant(caller.Tenant)).Get(cancellation);
        (tenantName, tenantNameRead) = (tenant?.Name ?? caller.Tenant, time.GetTimestamp());
        return tenantName;
    }

    private bool IsActive() => state.State.Profile is { Status: UserStatus.Active };

    private UserProfile Existing() => state.State.Profile ?? throw ActorException.NotFound("There is no such user.");
}
