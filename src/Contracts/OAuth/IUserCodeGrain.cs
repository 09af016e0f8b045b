namespace Actors.Contracts.OAuth;

/// <summary>The short code that a person types to say which device they mean (RFC 8628 §6.1). Key: <see cref="UserCodes.Key"/>.</summary>
[Alias("user_code")]
public interface IUserCodeGrain : IGrainWithStringKey
{
    /// <summary>Makes the code stand for a device until the time given; false where it stands for another one.</summary>
    /// <param name="device">The key of the device code's grain.</param>
    /// <param name="until">Until when, in UTC.</param>
    /// <param name="cancellation">Ends the call.</param>
    [PlatformOnly, Idempotent, Alias("take")]
    Task<bool> Take(string device, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>The key of the device code's grain, or null where the code stands for none.</summary>
    [PlatformOnly, ReadOnly, Alias("device")]
    Task<string?> Device(CancellationToken cancellation);

    /// <summary>Removes what is stored of the code, if it stands for nothing any more.</summary>
    [PlatformOnly, Idempotent, Alias("expire")]
    Task Expire(CancellationToken cancellation);
}
