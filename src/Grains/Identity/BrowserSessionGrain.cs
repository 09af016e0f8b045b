using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Grains.Audit;
using Actors.Grains.Infrastructure;

namespace Actors.Grains.Identity;

/// <inheritdoc cref="IBrowserSessionGrain"/>
[PreferLocalPlacement]
public sealed class BrowserSessionGrain([PersistentState("browser_session")] IPersistentState<BrowserSessionState> state, AuditNotes notes, TimeProvider time)
    : Grain, IBrowserSessionGrain
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    /// <inheritdoc />
    public Task<BrowserSession> Open(UserRef user, CancellationToken cancellation) =>
        OpenFrom(new OpenSession { User = user, Network = "", Agent = "" }, cancellation);

    /// <inheritdoc />
    public async Task<BrowserSession> OpenFrom(OpenSession request, CancellationToken cancellation)
    {
        if (state.State.Session is not null)
            throw new ActorException(ErrorCodes.Conflict, "This session is open already; each sign-in needs a new one.");
        var now = time.GetUtcNow();
        var session = new BrowserSession { User = request.User, SignedInAt = now, ExpiresAt = now + Lifetime };
        await GrainFactory.GetGrain<IAccountGrain>(request.User.Key()).Note(new SessionNote
        {
            Id = SecretText.NewId(), Key = this.GetPrimaryKeyString(), SignedInAt = now, ExpiresAt = session.ExpiresAt, Network = request.Network, Agent = request.Agent,
        }, cancellation);
        await notes.Along(AuditNotes.Of(request.User, "browser", request.Network), "sign_in", $"user/{request.User.User}",
            () => state.Save(new BrowserSessionState { Session = session }, this));
        return session;
    }

    /// <inheritdoc />
    public async Task<BrowserSession?> Get(CancellationToken cancellation)
    {
        state.LeaveIfAbsent(this);
        if (state.State.Session is not { } session || time.GetUtcNow() >= session.ExpiresAt) return null;
        var standing = await GrainFactory.GetGrain<IUserGrain>(session.User.Key()).Standing(cancellation);
        return standing is null || session.SignedInAt < standing.SignedOutAt ? null : session;
    }

    /// <inheritdoc />
    public Task Expire(CancellationToken cancellation) => state.Expire(time.GetUtcNow() >= state.State.Session?.ExpiresAt, this);

    /// <inheritdoc />
    public async Task Close(CancellationToken cancellation)
    {
        if (state.State.Session is not null) await state.ClearStateAsync(CancellationToken.None);
        DeactivateOnIdle();
    }
}
