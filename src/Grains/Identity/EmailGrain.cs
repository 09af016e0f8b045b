using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.Tenancy;
using Actors.Grains.Audit;
using Actors.Grains.Infrastructure;
using Actors.Grains.Mailing;

namespace Actors.Grains.Identity;

/// <inheritdoc cref="IEmailGrain"/>
public sealed class EmailGrain([PersistentState("email")] IPersistentState<EmailState> state, AuditNotes notes, Postbox post, TimeProvider time) : Grain, IEmailGrain
{
    private static readonly TimeSpan ResetsApart = TimeSpan.FromMinutes(5);

    private string Key => this.GetPrimaryKeyString();

    private IEnumerable<UserRef> Everyone => state.State.Owner is { } owner ? state.State.Memberships.Prepend(owner) : [];

    /// <inheritdoc />
    public async Task<UserRef> Register(RegisterUser request, CancellationToken cancellation)
    {
        await Validate(request, cancellation);
        var owner = state.State.Owner ?? new UserRef { Tenant = request.Tenant, User = SecretText.NewId() };
        if (owner.Tenant != request.Tenant)
            throw new ActorException(ErrorCodes.Conflict, "This e-mail address is taken.");
        if (state.State.Owner is null) await state.Save(state.State with { Owner = owner }, this);
        await Create(owner, new CreateUser { Name = request.Name, Email = request.Email.Trim(), Password = request.Password, Role = request.Role, Status = request.Status }, cancellation);
        return owner;
    }

    /// <inheritdoc />
    public async Task RegisterSelf(SelfRegistration request, CancellationToken cancellation)
    {
        var policy = GrainKeys.IsTenantId(request.Tenant) && await Tenant(request.Tenant).Get(cancellation) is { Status: TenantStatus.Active } tenant
            ? tenant.Registration
            : RegistrationPolicy.Closed;
        if (policy == RegistrationPolicy.Closed) throw ActorException.NotFound("No organisation of this name lets people register by themselves. Ask for an invitation.");
        var registration = new RegisterUser
        {
            Tenant = request.Tenant, Name = request.Name, Email = request.Email, Password = request.Password,
            Status = policy == RegistrationPolicy.Open ? UserStatus.Active : UserStatus.Pending,
        };
        await Validate(registration, cancellation);
        if (state.State.Owner is { } owner && (owner.Tenant != request.Tenant || await User(owner).Get(cancellation) is not null))
            await User(Nobody()).HasPassword(request.Password, cancellation);
        else
            await Register(registration, cancellation);
    }

    /// <inheritdoc />
    public async Task<SignInResult> Join(JoinTenant request, CancellationToken cancellation)
    {
        ValidateRole(request.Role, request.Tenant);
        if (request.Tenant != GrainKeys.Platform && !await Tenant(request.Tenant).IsActive(cancellation)) throw ActorException.NotFound("There is no such tenant.");
        if (await SignInFrom(request.Attempt, cancellation) is { User: null } refused) return refused;
        var member = Everyone.FirstOrDefault(one => one.Tenant == request.Tenant) ?? new UserRef { Tenant = request.Tenant, User = SecretText.NewId() };
        if (!Everyone.Contains(member)) await state.Save(state.State with { Memberships = state.State.Memberships.Add(member) }, this);
        var email = (await User(state.State.Owner!).Get(cancellation))!.Email;
        await Create(member, new CreateUser { Name = Passwords.DemandName(request.Name), Email = email, Password = "", Role = request.Role }, cancellation);
        return new SignInResult { User = member };
    }

    /// <inheritdoc />
    public Task<bool> IsTaken(CancellationToken cancellation) => Task.FromResult(state.State.Owner is not null);

    /// <inheritdoc />
    public async Task<IReadOnlyList<UserRef>> Memberships(CancellationToken cancellation)
    {
        var found = await Task.WhenAll(Everyone.Select(async user => (user, IsActive: await User(user).IsActive(cancellation))));
        return found.Where(one => one.IsActive).Select(one => one.user).ToArray();
    }

    /// <inheritdoc />
    public Task<SignInResult> SignIn(string password, CancellationToken cancellation) =>
        SignInFrom(new SignInAttempt { Password = password, Network = "" }, cancellation);

    /// <inheritdoc />
    public async Task<SignInResult> SignInFrom(SignInAttempt attempt, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (SignInThrottle.Wait(state.State, attempt.Network, now) is var wait && wait > TimeSpan.Zero)
        {
            await NoteFailure(attempt, ErrorCodes.RateLimited);
            return Wait(wait);
        }

        if (await User(state.State.Owner ?? Nobody()).HasPassword(attempt.Password, cancellation) && await Memberships(cancellation) is { Count: > 0 } all)
        {
            var succeeded = SignInThrottle.Succeeded(state.State, attempt.Network);
            if (succeeded != state.State) await state.Save(succeeded, this);
            return new SignInResult { User = all[0], Memberships = all };
        }

        await state.Save(SignInThrottle.Failed(state.State, attempt.Network, now), this);
        await NoteFailure(attempt, ErrorCodes.Unauthenticated);
        return Wait(SignInThrottle.Wait(state.State, attempt.Network, now));
    }

    /// <inheritdoc />
    public Task Expire(CancellationToken cancellation) =>
        state.Expire(state.State.Owner is null && !SignInThrottle.IsWatched(state.State, time.GetUtcNow()), this);

    /// <inheritdoc />
    public async Task<SignInResult> ChangePassword(PasswordChange request, CancellationToken cancellation)
    {
        Passwords.Demand(request.New);
        var result = await SignInFrom(request.Current, cancellation);
        if (result.User is not null) await Replace(request.New, cancellation);
        return result;
    }

    /// <inheritdoc />
    public Task ResetPassword(string password, CancellationToken cancellation)
    {
        Passwords.Demand(password);
        return state.State.Owner is null ? throw ActorException.NotFound("Nobody has this address.") : Replace(password, cancellation);
    }

    /// <inheritdoc />
    public async Task Forgotten(CancellationToken cancellation)
    {
        state.LeaveIfAbsent(this);
        var now = time.GetUtcNow();
        if (!post.IsOn || now < state.State.ResetMailedAt + ResetsApart || !(await Memberships(cancellation)).Any()) return;
        var (text, address) = (SecretText.New(), (await User(state.State.Owner!).Get(cancellation))!.Email);
        await state.Save(state.State with { ResetMailedAt = now }, this);
        var until = await GrainFactory.GetGrain<IPasswordResetGrain>(GrainKeys.PlatformItem(SecretText.Digest(text))).Open(address, cancellation);
        await post.Reset(address, until, $"/reset?token={text}");
    }

    /// <inheritdoc />
    public Task<bool> BelongsTo(string tenant, CancellationToken cancellation) =>
        Task.FromResult(state.State.Owner?.Tenant == tenant && state.State.Memberships.IsEmpty);

    /// <inheritdoc />
    public async Task<bool> Adopt(UserRef user, CancellationToken cancellation)
    {
        if (state.State.Owner is null) await state.Save(state.State with { Owner = user }, this);
        else if (!Everyone.Contains(user)) await state.Save(state.State with { Memberships = state.State.Memberships.Add(user) }, this);
        return state.State.Owner == user;
    }

    /// <inheritdoc />
    public async Task Release(UserRef user, CancellationToken cancellation)
    {
        if (state.State.Owner != user)
        {
            if (state.State.Memberships.Contains(user)) await state.Save(state.State with { Memberships = state.State.Memberships.Remove(user) }, this);
        }
        else if (state.State.Memberships is [var heir, ..])
        {
            await User(user).HandOver(heir, cancellation);
            await state.Save(state.State with { Owner = heir, Memberships = state.State.Memberships.Remove(heir) }, this);
        }
        else
        {
            await state.ClearStateAsync(CancellationToken.None);
            DeactivateOnIdle();
        }
    }

    private async Task Validate(RegisterUser request, CancellationToken cancellation)
    {
        if (EmailAddress.Key(request.Email) != Key)
            throw ActorException.InvalidArgument("email", "This is another address than the one asked for.");
        Passwords.DemandName(request.Name);
        Passwords.Demand(request.Password);
        ValidateRole(request.Role, request.Tenant);
        if (request.Tenant != GrainKeys.Platform && await Tenant(request.Tenant).Get(cancellation) is null or { Status: TenantStatus.Deleted })
            throw ActorException.NotFound("There is no such tenant.");
    }

    private static void ValidateRole(Role role, string tenant)
    {
        if ((role == Role.Operator) != (tenant == GrainKeys.Platform))
            throw ActorException.InvalidArgument("role", "Operators, and nobody else, belong to the platform.");
    }

    /// <summary>Who exists is listed: a repeat of what a crash cut short does both again.</summary>
    private async Task Create(UserRef user, CreateUser request, CancellationToken cancellation)
    {
        await User(user).Create(request, cancellation);
        if (await User(user).Get(cancellation) is { } profile)
            await GrainFactory.GetGrain<IPeopleGrain>(GrainKeys.Tenant(user.Tenant)).Enlist(profile, cancellation);
    }

    private async Task Replace(string password, CancellationToken cancellation)
    {
        await User(state.State.Owner!).SetPassword(password, cancellation);
        await Task.WhenAll(Everyone.Select(user => User(user).SignOut(CancellationToken.None)));
    }

    private ITenantGrain Tenant(string id) => GrainFactory.GetGrain<ITenantGrain>(GrainKeys.Tenant(id));

    private IUserGrain User(UserRef user) => GrainFactory.GetGrain<IUserGrain>(user.Key());

    /// <summary>A user that does not exist: asking for its password takes the same way, and the same time, as a real one's.</summary>
    private UserRef Nobody() => new() { Tenant = GrainKeys.Platform, User = SecretText.Digest(Key) };

    /// <summary>Tells every tenant that the person belongs to; the platform, where nobody has this address.</summary>
    private async Task NoteFailure(SignInAttempt attempt, string code)
    {
        foreach (var user in Everyone) await notes.Note(AuditNotes.Of(user, "password", attempt.Network), "sign_in", $"user/{user.User}", code);
        if (state.State.Owner is null)
            await notes.Note(AuditNotes.Of(Nobody(), "password", attempt.Network) with { User = null }, "sign_in", "an address that nobody has", code);
    }

    private static SignInResult Wait(TimeSpan delay) => new() { RetryAfter = (int)Math.Ceiling(delay.TotalSeconds) };
}
