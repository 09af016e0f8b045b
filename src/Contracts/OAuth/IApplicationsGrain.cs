using Actors.Contracts.Tools;

namespace Actors.Contracts.OAuth;

/// <summary>The programs that one person allowed to act for them, and with what. Key: <see cref="GrainKeys.User"/>.</summary>
[ToolSet(ToolKey.User), Alias("applications")]
public interface IApplicationsGrain : IGrainWithStringKey
{
    /// <summary>Lists the programs that you have allowed to act for you, and what each may do without asking you again.</summary>
    [Tool("list_applications", Title = "List connected applications", Scope = Scopes.Profile, Route = "GET /api/account/applications", ReadOnly = true, Idempotent = true), Alias("list")]
    Task<ApplicationList> List(CancellationToken cancellation);

    /// <summary>Disconnects a program: its tokens stop working within a second or two, and it has to ask you again.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>.</exception>
    [Tool("revoke_application", Title = "Disconnect an application", Scope = Scopes.AccountWrite, Route = "DELETE /api/account/applications/{applicationId}", Destructive = true), Alias("revoke")]
    Task<ConnectedApplication> Revoke(NamedApplication request, CancellationToken cancellation);

    /// <summary>Remembers what the person has just allowed, beside what they allowed the same client before.</summary>
    [PlatformOnly, Idempotent, Alias("remember")]
    Task Remember(Consent consent, CancellationToken cancellation);

    /// <summary>
    /// Whether the person has allowed all of this before: the same client, under the same name, sent back to the same place. Never for
    /// a client that any program on the person's computer could pretend to be.
    /// </summary>
    [PlatformOnly, AlwaysInterleave, Idempotent, Alias("remembers")]
    Task<bool> Remembers(Consent consent, CancellationToken cancellation);

    /// <summary>Whether the person has disconnected the client at or after <paramref name="time"/>, which is no longer ago than a code is good for.</summary>
    [PlatformOnly, AlwaysInterleave, Idempotent, Alias("revoked_since")]
    Task<bool> RevokedSince(string client, DateTimeOffset time, CancellationToken cancellation);

    /// <summary>Whether the person may try to name a device by its code: ten times in ten minutes, so that nobody finds one by guessing.</summary>
    [PlatformOnly, Alias("may_try_code")]
    Task<bool> MayTryCode(CancellationToken cancellation);
}
