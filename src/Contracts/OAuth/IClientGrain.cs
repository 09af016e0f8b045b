using Actors.Contracts.Identity;

namespace Actors.Contracts.OAuth;

/// <summary>One OAuth client that registered itself (RFC 7591), or that a tenant's admin registered. Key: <see cref="GrainKeys.PlatformItem"/> of the client id.</summary>
[Alias("oauth_client")]
public interface IClientGrain : IGrainWithStringKey
{
    /// <summary>Registers the client; the gateway has checked its metadata and chosen a fresh id.</summary>
    [PlatformOnly, Alias("register")]
    Task<OAuthClient> Register(RegisterClient request, CancellationToken cancellation);

    /// <summary>The client, or null where none has this id.</summary>
    [PlatformOnly, ReadOnly, Alias("get")]
    Task<OAuthClient?> Get(CancellationToken cancellation);

    /// <summary>
    /// The client, or null where there is none, where it was registered for another way to authenticate, or where
    /// the secret is wrong. <paramref name="secret"/> is null for <see cref="ClientAuthentication.None"/>.
    /// </summary>
    [PlatformOnly, ReadOnly, Alias("authenticate")]
    Task<OAuthClient?> Authenticate(string method, string? secret, CancellationToken cancellation);

    /// <summary>The client, or null where this is not its registration access token (RFC 7592 §2).</summary>
    [PlatformOnly, ReadOnly, Alias("manage")]
    Task<OAuthClient?> Manage(string token, CancellationToken cancellation);

    /// <summary>Makes the client what it says it is from now on; null where the token is not its own (RFC 7592 §2.2).</summary>
    [PlatformOnly, Idempotent, Alias("update")]
    Task<OAuthClient?> Update(UpdateClient request, CancellationToken cancellation);

    /// <summary>Notes that somebody has let the client in: from now on it stays.</summary>
    [PlatformOnly, Idempotent, Alias("note_use")]
    Task NoteUse(CancellationToken cancellation);

    /// <summary>Removes the client, if it registered 30 days ago or earlier and nobody ever let it in.</summary>
    [PlatformOnly, Idempotent, Alias("expire")]
    Task Expire(CancellationToken cancellation);

    /// <summary>
    /// What the client is in its tenant when it acts for itself, or null where it may not: it was deleted, its tenant is
    /// suspended, or nobody gave it any scope.
    /// </summary>
    [PlatformOnly, AlwaysInterleave, Idempotent, Alias("standing")]
    Task<Standing?> Standing(CancellationToken cancellation);

    /// <summary>Gives the client another secret; the one before is worthless at once.</summary>
    [PlatformOnly, Idempotent, Alias("set_secret")]
    Task SetSecret(string digest, CancellationToken cancellation);

    /// <summary>Deletes the client, if an admin of this tenant registered it, of which nothing is to stay.</summary>
    [PlatformOnly, Idempotent, Alias("drop")]
    Task Drop(string tenant, CancellationToken cancellation);

    /// <summary>Ends the client and the tokens of everybody who let it in.</summary>
    [PlatformOnly, Idempotent, Alias("delete")]
    Task Delete(CancellationToken cancellation);
}
