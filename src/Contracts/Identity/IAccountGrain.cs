using Actors.Contracts.Tools;

namespace Actors.Contracts.Identity;

/// <summary>What one person does with their own account. Key: <see cref="GrainKeys.User"/>.</summary>
[ToolSet(ToolKey.User), Alias("account")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>Changes your password, in all organisations you belong to, and signs you out everywhere: this token ends too. API keys stay.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.InvalidArgument"/>, or <see cref="ErrorCodes.RateLimited"/> after wrong passwords.</exception>
    [Tool("change_password", Title = "Change the password", Scope = Scopes.AccountWrite, Route = "POST /api/account/password", Destructive = true, Confidential = true), Alias("change_password")]
    Task<SignedOut> ChangePassword(ChangePassword request, CancellationToken cancellation);

    /// <summary>Ends all your sessions in browsers and the tokens of all programs you have connected here, this one included. API keys stay.</summary>
    [Tool("sign_out_everywhere", Title = "Sign out everywhere", Scope = Scopes.AccountWrite, Route = "POST /api/account/sign-out", Destructive = true, Idempotent = true), Alias("sign_out")]
    Task<SignedOut> SignOutEverywhere(CancellationToken cancellation);

    /// <summary>Lists where you are signed in: browsers, and programs you have connected with what they may do.</summary>
    [Tool("list_sessions", Title = "List sessions", Scope = Scopes.Profile, Route = "GET /api/account/sessions", ReadOnly = true, Idempotent = true), Alias("list_sessions")]
    Task<SessionList> ListSessions(CancellationToken cancellation);

    /// <summary>Signs one browser or one program out. Its tokens stop working within a second or two.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>.</exception>
    [Tool("revoke_session", Title = "Sign a session out", Scope = Scopes.AccountWrite, Route = "DELETE /api/account/sessions/{sessionId}", Destructive = true), Alias("revoke_session")]
    Task<Session> RevokeSession(NamedSession request, CancellationToken cancellation);

    /// <summary>Lists a browser session that is about to open.</summary>
    [PlatformOnly, Idempotent, Alias("note")]
    Task Note(SessionNote session, CancellationToken cancellation);
}
