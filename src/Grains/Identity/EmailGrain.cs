using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.Tenancy;
using Actors.Grains.Infrastructure;

namespace Actors.Grains.Identity;

/// <inheritdoc cref="IEmailGrain"/>
public sealed class EmailGrain([PersistentState("email")] IPersistentState<EmailState> state, TimeProvider time) : Grain, IEmailGrain
{
    private const int MinPassword = 8; // NIST SP 800-63B §5.1.1.2
    private const int MaxPassword = 256;

    private string Key => this.GetPrimaryKeyString();

    /// <inheritdoc />
    public async Task<UserRef> Register(RegisterUser request, CancellationToken cancellation)
    {
        await Validate(request, cancellation);
        var owner = state.State.Owner ?? new UserRef { Tenant = request.Tenant, User = SecretText.NewId() };
        if (owner.Tenant != request.Tenant)
            throw new ActorException(ErrorCodes.Conflict, "This e-mail address is taken.");
        if (state.State.Owner is null) await state.Save(state.State with { Owner = owner }, this);
        await User(owner).Create(new CreateUser { Name = request.Name, Email = request.Email.Trim(), Password = request.Password, Role = request.Role }, cancellation);
        return owner;
    }

    /// <inheritdoc />
    public Task<SignInResult> SignIn(string password, CancellationToken cancellation) =>
        SignInFrom(new SignInAttempt { Password = password, Network = "" }, cancellation);

    /// <inheritdoc />
    public async Task<SignInResult> SignInFrom(SignInAttempt attempt, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (SignInThrottle.Wait(state.State, attempt.Network, now) is var wait && wait > TimeSpan.Zero) return Wait(wait);
        if (await User(state.State.Owner ?? Nobody()).CheckPassword(attempt.Password, cancellation))
        {
            var succeeded = SignInThrottle.Succeeded(state.State, attempt.Network);
            if (succeeded != state.State) await state.Save(succeeded, this);
            return new SignInResult { User = state.State.Owner };
        }

        await state.Save(SignInThrottle.Failed(state.State, attempt.Network, now), this);
        return Wait(SignInThrottle.Wait(state.State, attempt.Network, now));
    }

    /// <inheritdoc />
    public Task Expire(CancellationToken cancellation) =>
        state.Expire(state.State.Owner is null && !SignInThrottle.IsWatched(state.State, time.GetUtcNow()), this);

    private async Task Validate(RegisterUser request, CancellationToken cancellation)
    {
        if (EmailAddress.Key(request.Email) != Key)
            throw ActorException.InvalidArgument("email", "This is another address than the one asked for.");
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > 200)
            throw ActorException.InvalidArgument("name", "A name has 1 to 200 characters.");
        if (request.Password.Length is < MinPassword or > MaxPassword)
            throw ActorException.InvalidArgument("password", $"A password has {MinPassword} to {MaxPassword} characters.");
        if ((request.Role == Role.Operator) != (request.Tenant == GrainKeys.Platform))
            throw ActorException.InvalidArgument("role", "Operators, and nobody else, belong to the platform.");
        if (request.Tenant != GrainKeys.Platform && await GrainFactory.GetGrain<ITenantGrain>(GrainKeys.Tenant(request.Tenant)).Get(cancellation) is null)
            throw ActorException.NotFound("There is no such tenant.");
    }

    private IUserGrain User(UserRef user) => GrainFactory.GetGrain<IUserGrain>(user.Key());

    /// <summary>A user that does not exist: asking for its password takes the same way, and the same time, as a real one's.</summary>
    private UserRef Nobody() => new() { Tenant = GrainKeys.Platform, User = SecretText.Digest(Key) };

    private static SignInResult Wait(TimeSpan delay) => new() { RetryAfter = (int)Math.Ceiling(delay.TotalSeconds) };
}
