namespace Actors.Contracts.OAuth;

/// <summary>
/// Something from elsewhere that is good once, such as a signed assertion (RFC 7523 §3, <c>jti</c>). Key:
/// <see cref="GrainKeys.PlatformItem"/> of its digest.
/// </summary>
[Alias("used_once")]
public interface IUsedOnceGrain : IGrainWithStringKey
{
    /// <summary>Uses it up: true the first time, false ever after. Forgotten some time after <paramref name="until"/>, when it is no good any more.</summary>
    [PlatformOnly, Alias("use")]
    Task<bool> Use(DateTimeOffset until, CancellationToken cancellation);

    /// <summary>Forgets it, if it is no good any more.</summary>
    [PlatformOnly, Idempotent, Alias("expire")]
    Task Expire(CancellationToken cancellation);
}
