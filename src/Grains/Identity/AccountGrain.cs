using System.Globalization;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;
using Actors.Grains.Infrastructure;
using Actors.Grains.Infrastructure.ReadModels;

namespace Actors.Grains.Identity;

/// <inheritdoc cref="IAccountGrain"/>
/// <remarks>
/// Browser sessions are noted here as they open. Token families are found in the database instead: opening one is what clients wait for.
/// </remarks>
public sealed class AccountGrain([PersistentState("account")] IPersistentState<AccountState> state, IStoredStates stored, TimeProvider time)
    : Grain, IAccountGrain
{
    private const int MostBrowsers = 100;
    private const int MostPrograms = 200;

    private string Key => this.GetPrimaryKeyString();

    private IUserGrain User => GrainFactory.GetGrain<IUserGrain>(Key);

    /// <inheritdoc />
    public async Task<SignedOut> ChangePassword(ChangePassword request, CancellationToken cancellation)
    {
        using var _ = Caller.EnterPlatform();
        var profile = await User.Get(cancellation) ?? throw ActorException.NotFound("There is no such user.");
        if (profile.IsService) throw new ActorException(ErrorCodes.Conflict, "A service account has no password.");
        var current = new SignInAttempt { Password = request.CurrentPassword, Network = $"account {GrainKeys.LocalPartOf(Key)}" };
        var result = await GrainFactory.GetGrain<IEmailGrain>(EmailAddress.Key(profile.Email)).ChangePassword(
            new PasswordChange { Current = current, New = request.NewPassword }, cancellation);
        if (result.User is not null) return new SignedOut { Message = "The password is changed. You are signed out everywhere: sign in again. API keys still work." };
        throw result.RetryAfter == 0
            ? ActorException.InvalidArgument("currentPassword", "This is not your password.")
            : new ActorException(ErrorCodes.RateLimited, "The password was not right too often. Wait, then try again.", ("retryAfter", result.RetryAfter.ToString(CultureInfo.InvariantCulture)));
    }

    /// <inheritdoc />
    public async Task<SignedOut> SignOutEverywhere(CancellationToken cancellation)
    {
        using var _ = Caller.EnterPlatform();
        await User.SignOut(cancellation);
        return new SignedOut { Message = "Every browser and every connected program is signed out. API keys still work." };
    }

    /// <inheritdoc />
    public async Task<SessionList> ListSessions(CancellationToken cancellation) =>
        new() { Sessions = (await Sessions(cancellation)).Select(found => found.Session).OrderByDescending(session => session.StartedAt).ToArray() };

    /// <inheritdoc />
    public async Task<Session> RevokeSession(NamedSession request, CancellationToken cancellation)
    {
        var (key, session) = (await Sessions(cancellation)).FirstOrDefault(found => found.Session.Id == request.SessionId);
        if (key is null) throw ActorException.NotFound("There is no such session. list_sessions says which there are.");
        using var _ = Caller.EnterPlatform();
        if (session.Kind == SessionKind.Browser) await Browser(key).Close(cancellation);
        else await Program(key).Revoke(cancellation);
        return session;
    }

    /// <inheritdoc />
    public Task Note(SessionNote session, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var browsers = state.State.Browsers.RemoveAll(browser => browser.Key == session.Key || browser.ExpiresAt <= now).Add(session);
        return state.Save(state.State with { Browsers = browsers.RemoveRange(0, Math.Max(0, browsers.Count - MostBrowsers)) }, this);
    }

    private async Task<IReadOnlyList<(string Key, Session Session)>> Sessions(CancellationToken cancellation)
    {
        using var _ = Caller.EnterPlatform();
        var browsers = await Task.WhenAll(state.State.Browsers.Select(async note => (note.Key, Session: await Describe(note, cancellation))));
        var keys = await stored.Holding(
            "token_family", GrainKeys.TenantOf(Key), $"\"user\":\"{GrainKeys.LocalPartOf(Key)}\"", "", MostPrograms, cancellation);
        var programs = await Task.WhenAll(keys.Select(async key => (Key: key, Session: await Describe(key, cancellation))));
        return [.. browsers.Concat(programs).Where(found => found.Session is not null).Select(found => (found.Key, found.Session!))];
    }

    private async Task<Session?> Describe(SessionNote note, CancellationToken cancellation) => await Browser(note.Key).Get(cancellation) is null ? null : new()
    {
        Id = note.Id, Kind = SessionKind.Browser, Name = note.Agent, StartedAt = note.SignedInAt, ExpiresAt = note.ExpiresAt, Network = note.Network,
    };

    private async Task<Session?> Describe(string key, CancellationToken cancellation)
    {
        if (await Program(key).Describe(cancellation) is not { } family || family.User.Key() != Key) return null;
        var client = await GrainFactory.GetGrain<IClientGrain>(GrainKeys.PlatformItem(family.Client)).Get(cancellation);
        return new()
        {
            Id = GrainKeys.LocalPartOf(key), Kind = SessionKind.Program, Name = client?.Name ?? family.Client, StartedAt = family.OpenedAt,
            RenewedAt = family.RefreshedAt, ExpiresAt = family.ExpiresAt, Scopes = family.Scopes,
        };
    }

    private IBrowserSessionGrain Browser(string key) => GrainFactory.GetGrain<IBrowserSessionGrain>(key);

    private ITokenFamilyGrain Program(string key) => GrainFactory.GetGrain<ITokenFamilyGrain>(key);
}
