namespace Actors.Contracts.Identity;

/// <summary>
/// Leave to choose a new password, good once and for an hour. Key: <see cref="GrainKeys.PlatformItem"/> of its text's
/// <see cref="SecretText.Digest"/>: whoever has the text may use it.
/// </summary>
[Alias("password_reset")]
public interface IPasswordResetGrain : IGrainWithStringKey
{
    /// <summary>Gives leave for the account of this address, until an hour from now, and answers when that is.</summary>
    [PlatformOnly, Alias("open")]
    Task<DateTimeOffset> Open(string email, CancellationToken cancellation);

    /// <summary>Whether it can still be used.</summary>
    [PlatformOnly, Idempotent, Alias("is_open")]
    Task<bool> IsOpen(CancellationToken cancellation);

    /// <summary>Sets the password, once. A password that is refused leaves it usable.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/> where it was used or has expired, <see cref="ErrorCodes.InvalidArgument"/>.</exception>
    [PlatformOnly, Alias("use")]
    Task Use(string password, CancellationToken cancellation);

    /// <summary>Removes what is stored of it, if it has expired.</summary>
    [PlatformOnly, Idempotent, Alias("expire")]
    Task Expire(CancellationToken cancellation);
}
