using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Grains.Infrastructure;

namespace Actors.Grains.Identity;

/// <inheritdoc cref="IPasswordResetGrain"/>
public sealed class PasswordResetGrain([PersistentState("password_reset")] IPersistentState<PasswordResetState> state, TimeProvider time)
    : Grain, IPasswordResetGrain
{
    /// <summary>How long leave is good.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <inheritdoc />
    public async Task<DateTimeOffset> Open(string email, CancellationToken cancellation)
    {
        if (state.State.Email is not null) throw new ActorException(ErrorCodes.Conflict, "This leave was given already.");
        await state.Save(new PasswordResetState { Email = email, ExpiresAt = time.GetUtcNow() + Lifetime }, this);
        return state.State.ExpiresAt;
    }

    /// <inheritdoc />
    public Task<bool> IsOpen(CancellationToken cancellation)
    {
        state.LeaveIfAbsent(this);
        return Task.FromResult(state.State is { Email: not null, UsedAt: null } && time.GetUtcNow() < state.State.ExpiresAt);
    }

    /// <inheritdoc />
    public async Task Use(string password, CancellationToken cancellation)
    {
        if (!await IsOpen(cancellation)) throw ActorException.NotFound("This link was used or has expired. Ask for another.");
        await GrainFactory.GetGrain<IEmailGrain>(EmailAddress.Key(state.State.Email!)).ResetPassword(password, cancellation);
        await state.Save(state.State with { UsedAt = time.GetUtcNow() }, this);
    }

    /// <inheritdoc />
    public Task Expire(CancellationToken cancellation) => state.Expire(time.GetUtcNow() >= state.State.ExpiresAt, this);
}
