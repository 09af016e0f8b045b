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

    /// <summary>Tries a password from a network that is not known.</summary>
    [PlatformOnly, Alias("sign_in"), Obsolete("Say from which network.")]
    Task<SignInResult> SignIn(string password, CancellationToken cancellation);

    /// <summary>Tries a password. Guessing from elsewhere does not hold up a network that somebody has signed in from.</summary>
    [PlatformOnly, Alias("sign_in_from")]
    Task<SignInResult> SignInFrom(SignInAttempt attempt, CancellationToken cancellation);

    /// <summary>Removes what is stored of an address that nobody has, if nothing was tried with it for a day.</summary>
    [PlatformOnly, Idempotent, Alias("expire")]
    Task Expire(CancellationToken cancellation);
}
