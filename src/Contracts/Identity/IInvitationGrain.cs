namespace Actors.Contracts.Identity;

/// <summary>
/// One invitation to a tenant, good once and for seven days. Key: <see cref="GrainKeys.PlatformItem"/> of its text's
/// <see cref="SecretText.Digest"/>: whoever has the text may accept it.
/// </summary>
[Alias("invitation")]
public interface IInvitationGrain : IGrainWithStringKey
{
    /// <summary>Makes the invitation. Repeating it changes nothing.</summary>
    [PlatformOnly, Idempotent, Alias("open")]
    Task Open(Invitation invitation, CancellationToken cancellation);

    /// <summary>The invitation, or null where it is none, was accepted or withdrawn, or has expired.</summary>
    [PlatformOnly, Idempotent, Alias("get")]
    Task<Invitation?> Get(CancellationToken cancellation);

    /// <summary>Accepts it: a new address becomes a user, one that has an account joins with its password.</summary>
    /// <returns>Who they are in the tenant, or nobody where the password is not the one the account has: as after a sign-in.</returns>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/> where it cannot be accepted, <see cref="ErrorCodes.InvalidArgument"/>.</exception>
    [PlatformOnly, Alias("accept")]
    Task<SignInResult> Accept(AcceptInvitation request, CancellationToken cancellation);

    /// <summary>Removes what is stored of the invitation, if it has expired.</summary>
    [PlatformOnly, Idempotent, Alias("expire")]
    Task Expire(CancellationToken cancellation);
}
