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
    public async Task<BrowserSession?> Act(ActInBrowser request, CancellationToken cancellation)
    {
        if (state.State.Session is not null) throw new ActorException(ErrorCodes.Conflict, "This session is open already; each sign-in needs a new one.");
        state.LeaveIfAbsent(this);
        if (await Key(request.KeyDigest).Use(new() { Address = request.Network }, cancellation) is not { Key: { ExpiresAt: { } end } key } || key.Impersonator != request.Operator.User) return null;
        var session = new BrowserSession
        {
            User = key.User, SignedInAt = time.GetUtcNow(), ExpiresAt = end, Impersonator = await Name(request.Operator, cancellation), ImpersonatorId = request.Operator.User,
            ActsAs = await Name(key.User, cancellation),
        };
        await notes.Along(AuditNotes.Of(key.User, $"operator {request.Operator.User}", request.Network), "act_in_browser", $"user/{key.User.User}",
            () => state.Save(new BrowserSessionState { Session = session, ActsBy = request.KeyDigest, Network = request.Network }, this));
        return session;
    }

    /// <inheritdoc />
    public async Task<BrowserSession?> Get(CancellationToken cancellation)
    {
        state.LeaveIfAbsent(this);
        if (state.State.Session is not { } session || time.GetUtcNow() >= session.ExpiresAt) return null;
        if (state.State.ActsBy is { } key && await Key(key).Use(new() { Address = state.State.Network! }, cancellation) is null) return null;
        if (session.ImpersonatorId is { } someone && !await HasStayed(new() { Tenant = GrainKeys.Platform, User = someone }, session, cancellation)) return null;
        return await HasStayed(session.User, session, cancellation) ? session : null;
    }

    /// <inheritdoc />
    public Task Expire(CancellationToken cancellation) => state.Expire(time.GetUtcNow() >= state.State.Session?.ExpiresAt, this);

    /// <inheritdoc />
    public async Task Close(CancellationToken cancellation)
    {
        if (state.State is { ActsBy: { } key, Session: { } session })
        {
            await Key(key).Revoke(CancellationToken.None);
            await notes.Write(AuditNotes.Of(session.User, $"operator {session.ImpersonatorId}", state.State.Network), "end_impersonation", $"user/{session.User.User}");
        }

        if (state.State.Session is not null) await state.ClearStateAsync(CancellationToken.None);
        DeactivateOnIdle();
    }

    /// <summary>Whether somebody may act still, and has not signed out everywhere since the session began.</summary>
    private async Task<bool> HasStayed(UserRef user, BrowserSession session, CancellationToken cancellation) =>
        await GrainFactory.GetGrain<IUserGrain>(user.Key()).Standing(cancellation) is { } standing && !(session.SignedInAt < standing.SignedOutAt);

    private async Task<string> Name(UserRef user, CancellationToken cancellation) =>
        await GrainFactory.GetGrain<IUserGrain>(user.Key()).Get(cancellation) is { } profile ? $"{profile.Name} ({profile.Email})" : user.User;

    private IApiKeyGrain Key(string digest) => GrainFactory.GetGrain<IApiKeyGrain>(GrainKeys.PlatformItem(digest));
}
