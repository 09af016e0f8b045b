using Actors.Contracts.Identity;

namespace Actors.Contracts.OAuth;

/// <summary>
/// One device without a browser that waits to be allowed in elsewhere (RFC 8628): good for ten minutes and one redemption. Key:
/// <see cref="GrainKeys.PlatformItem"/> of the device code's digest.
/// </summary>
[Alias("device_code")]
public interface IDeviceCodeGrain : IGrainWithStringKey
{
    /// <summary>Records what the device asks for, and answers until when it can be allowed.</summary>
    [PlatformOnly, Alias("issue")]
    Task<DateTimeOffset> Issue(DeviceRequest request, CancellationToken cancellation);

    /// <summary>What the device asks for, or null where nobody has to decide about it any more.</summary>
    [PlatformOnly, ReadOnly, Alias("pending")]
    Task<DeviceRequest?> Pending(CancellationToken cancellation);

    /// <summary>Takes a person's decision; false where there was none to take any more.</summary>
    [PlatformOnly, Alias("decide")]
    Task<bool> Decide(DeviceDecision decision, CancellationToken cancellation);

    /// <summary>
    /// Exchanges the code for a token family, once. Until the person has decided it is refused with <c>authorization_pending</c>,
    /// and with <c>slow_down</c> where the device asks more often than it was told to (RFC 8628 §3.5).
    /// </summary>
    [PlatformOnly, Alias("redeem")]
    Task<GrantResult> Redeem(string client, string? resource, CancellationToken cancellation);

    /// <summary>Removes what is stored of the code, if it ended an hour ago or earlier.</summary>
    [PlatformOnly, Idempotent, Alias("expire")]
    Task Expire(CancellationToken cancellation);
}
