using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.Tenancy;
using Actors.Grains.Infrastructure;
using Actors.Grains.Infrastructure.ReadModels;

namespace Actors.Grains.Identity;

/// <inheritdoc cref="IUserGrain"/>
[PreferLocalPlacement]
public sealed class UserGrain([PersistentState("user")] IPersistentState<UserState> state, IStoredStates stored, Passwords passwords, TimeProvider time)
    : Grain, IUserGrain
{
    /// <summary>How long what is stored of a removed user stays, in case it was a mistake.</summary>
    public static readonly TimeSpan RemovedStay = TimeSpan.FromDays(30);

    /// <summary>How long a tenant's name is taken to be what it was: all of a tenant's people would ask the one tenant grain.</summary>
    private static readonly TimeSpan NameIsFresh = TimeSpan.FromSeconds(10);

    /// <summary>How long a tenant's status is taken to be what it was, which is how long a suspension may take to be felt here.</summary>
    private static readonly TimeSpan StatusIsFresh = TimeSpan.FromSeconds(1);

    private bool tenantActive;
    private long? tenantActiveRead;
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
            Role = profile.Role,
            Impersonator = caller.Impersonator,
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
            Id = GrainKeys.LocalPartOf(Key),
            Name = request.Name,
            Email = request.Email,
            Status = request.Status,
            CreatedAt = time.GetUtcNow(),
            Role = request.Role,
            IsService = request.IsService,
        };
        var hash = request.Password.Length == 0 ? null : await passwords.Hash(request.Password, cancellation);
        await state.Save(new UserState { Profile = profile, PasswordHash = hash }, this);
    }

    /// <inheritdoc />
    public Task<UserProfile?> Get(CancellationToken cancellation) => Task.FromResult(state.State.RemovedAt is null ? state.State.Profile : null);

    /// <inheritdoc />
    public async Task<bool> CheckPassword(string password, CancellationToken cancellation) =>
        await HasPassword(password, cancellation) && await IsActive(cancellation);

    /// <inheritdoc />
    public Task<bool> HasPassword(string password, CancellationToken cancellation) => passwords.Check(state.State.PasswordHash, password, cancellation);

    /// <inheritdoc />
    public async Task SetPassword(string password, CancellationToken cancellation)
    {
        Existing();
        await Inherit(await passwords.Hash(password, cancellation), cancellation);
    }

    /// <inheritdoc />
    public async Task HandOver(UserRef heir, CancellationToken cancellation)
    {
        if (state.State.PasswordHash is { } hash) await GrainFactory.GetGrain<IUserGrain>(heir.Key()).Inherit(hash, cancellation);
    }

    /// <inheritdoc />
    public Task Inherit(string passwordHash, CancellationToken cancellation) => state.Save(state.State with { PasswordHash = passwordHash }, this);

    /// <inheritdoc />
    public Task SignOut(CancellationToken cancellation) =>
        state.State.Profile is null ? Task.CompletedTask : state.Save(state.State with { SignedOutAt = time.GetUtcNow() }, this);

    /// <inheritdoc />
    public async Task<UserProfile> Change(ChangeMembership request, CancellationToken cancellation)
    {
        var profile = Existing();
        var changed = profile with { Name = request.Name ?? profile.Name, Role = request.Role ?? profile.Role, Status = request.Status ?? profile.Status };
        if (changed != profile) await state.Save(state.State with { Profile = changed }, this);
        return changed;
    }

    /// <inheritdoc />
    public async Task<bool> IsActive(CancellationToken cancellation) => await Standing(cancellation) is not null;

    /// <inheritdoc />
    public async Task<Standing?> Standing(CancellationToken cancellation)
    {
        if (!IsActive() || !await TenantIsActive(cancellation)) return null;
        return IsActive() ? new Standing { Role = Existing().Role, SignedOutAt = state.State.SignedOutAt } : null;
    }

    /// <inheritdoc />
    public Task SetStatus(UserStatus status, CancellationToken cancellation) =>
        state.Save(state.State with { Profile = Existing() with { Status = status } }, this);

    /// <inheritdoc />
    public async Task<UserProfile> Remove(CancellationToken cancellation)
    {
        var (now, profile) = (time.GetUtcNow(), Existing() with { Status = UserStatus.Suspended });
        if (state.State.RemovedAt is null) await state.Save(state.State with { Profile = profile, SignedOutAt = now, RemovedAt = now }, this);
        return profile;
    }

    /// <inheritdoc />
    public async Task Expire(CancellationToken cancellation)
    {
        if (state.State.RemovedAt <= time.GetUtcNow() - RemovedStay) await stored.DropOwned(Key, cancellation);
        DeactivateOnIdle();
    }

    private async Task<string> TenantName(Caller caller, CancellationToken cancellation)
    {
        if (tenantNameRead is { } read && time.GetElapsedTime(read) < NameIsFresh) return tenantName;
        using var _ = Caller.Platform(caller.CorrelationId).Enter();
        var tenant = await GrainFactory.GetGrain<ITenantGrain>(GrainKeys.Tenant(caller.Tenant)).Get(cancellation);
        (tenantName, tenantNameRead) = (tenant?.Name ?? caller.Tenant, time.GetTimestamp());
        return tenantName;
    }

    /// <summary>Operators have no tenant that could be suspended. Who asks here is the platform, so the tenant may be asked.</summary>
    private async Task<bool> TenantIsActive(CancellationToken cancellation)
    {
        if (GrainKeys.TenantOf(Key) is var tenant && tenant == GrainKeys.Platform) return true;
        if (tenantActiveRead is { } read && time.GetElapsedTime(read) < StatusIsFresh) return tenantActive;
        var asked = time.GetTimestamp();
        (tenantActive, tenantActiveRead) = (await GrainFactory.GetGrain<ITenantGrain>(GrainKeys.Tenant(tenant)).IsActive(cancellation), asked);
        return tenantActive;
    }

    private bool IsActive() => state.State.Profile is { Status: UserStatus.Active };

    private UserProfile Existing() => state.State.Profile ?? throw ActorException.NotFound("There is no such user.");
}
