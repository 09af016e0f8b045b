namespace Actors.Contracts.Identity;

/// <summary>
/// One e-mail address, whether or not anyone has it. Key: <see cref="EmailAddress.Key"/>. Being the single writer of
/// its address it keeps addresses unique on the platform; being the only way to sign in with it, it slows guessing
/// down by account and network, durably, and alike for addresses that nobody has.
/// </summary>
[Alias("email")]
public interface IEmailGrain : IGrainWithStringKey
{
    /// <summary>
    /// Claims the address and creates its user. When a crash has cut it short, repeating it finishes the work; once
    /// the user exists a repeat answers the same user and changes nothing, the password included.
    /// </summary>
    /// <exception cref="ActorException">
    /// <see cref="ErrorCodes.Conflict"/> where another tenant has the address, <see cref="ErrorCodes.NotFound"/> where
    /// the tenant does not exist, <see cref="ErrorCodes.InvalidArgument"/> for a password that is too short or too long.
    /// </exception>
    [PlatformOnly, Alias("register")]
    Task<UserRef> Register(RegisterUser request, CancellationToken cancellation);

    /// <summary>
    /// Registers a person at their own wish, as far as the tenant allows it. What came of it is not said, nor does it take
    /// a different time: whether the address has an account is nobody's business.
    /// </summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.InvalidArgument"/>; <see cref="ErrorCodes.NotFound"/> where no such tenant is open to it.</exception>
    [PlatformOnly, Alias("register_self")]
    Task RegisterSelf(SelfRegistration request, CancellationToken cancellation);

    /// <summary>Makes whoever has the address a member of one more tenant, once the password is right. Repeating it changes nothing.</summary>
    /// <returns>Who they are there, or nobody: as after a sign-in.</returns>
    [PlatformOnly, Alias("join")]
    Task<SignInResult> Join(JoinTenant request, CancellationToken cancellation);

    /// <summary>Whether anybody has the address.</summary>
    [PlatformOnly, Idempotent, Alias("is_taken")]
    Task<bool> IsTaken(CancellationToken cancellation);

    /// <summary>Everyone that whoever has the address is, and may act as.</summary>
    [PlatformOnly, Idempotent, Alias("memberships")]
    Task<IReadOnlyList<UserRef>> Memberships(CancellationToken cancellation);

    /// <summary>Replaces the password by whoever knows it, and signs all sessions and programs out. Guesses count as at the sign-in.</summary>
    /// <returns>As after a sign-in: nobody where the password was not right.</returns>
    [PlatformOnly, Alias("change_password")]
    Task<SignInResult> ChangePassword(PasswordChange request, CancellationToken cancellation);

    /// <summary>Replaces a lost password, and signs all sessions and programs out.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/> where nobody has the address, <see cref="ErrorCodes.InvalidArgument"/>.</exception>
    [PlatformOnly, Alias("reset_password")]
    Task ResetPassword(string password, CancellationToken cancellation);

    /// <summary>Whether <paramref name="tenant"/> may give whoever has the address a new password: they are its own, and nobody else's.</summary>
    [PlatformOnly, AlwaysInterleave, Idempotent, Alias("belongs_to")]
    Task<bool> BelongsTo(string tenant, CancellationToken cancellation);

    /// <summary>
    /// Gives the address to a user who was imported with their tenant, or makes them one more of what its owner is. Answers whether they are
    /// its owner, whose password counts. Repeating it changes nothing.
    /// </summary>
    [PlatformOnly, Idempotent, Alias("adopt")]
    Task<bool> Adopt(UserRef user, CancellationToken cancellation);

    /// <summary>Takes the address away from a user who is removed, or whose tenant is being deleted.</summary>
    [PlatformOnly, Idempotent, Alias("release")]
    Task Release(UserRef user, CancellationToken cancellation);

    /// <summary>Tries a password from a network that is not known.</summary>
    [PlatformOnly, Alias("sign_in"), Obsolete("Say from which network.")]
    Task<SignInResult> SignIn(string password, CancellationToken cancellation);

    /// <summary>Tries a password. Guessing from elsewhere does not hold up a network that somebody has signed in from.</summary>
    [PlatformOnly, Alias("sign_in_from")]
    Task<SignInResult> SignInFrom(SignInAttempt attempt, CancellationToken cancellation);

    /// <summary>
    /// Mails whoever has this address a link to choose a new password, once in five minutes at most. Says nothing of whether anybody has, nor waits
    /// to find out.
    /// </summary>
    [PlatformOnly, OneWay, Alias("forgotten")]
    Task Forgotten(CancellationToken cancellation);

    /// <summary>Removes what is stored of an address that nobody has, if nothing was tried with it for a day.</summary>
    [PlatformOnly, Idempotent, Alias("expire")]
    Task Expire(CancellationToken cancellation);
}
