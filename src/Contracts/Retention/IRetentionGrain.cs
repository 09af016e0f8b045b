namespace Actors.Contracts.Retention;

/// <summary>
/// Removes what has ended from the database: used and expired codes, sessions and token families, clients that never came back,
/// addresses that were only guessed at. Key: <see cref="GrainKeys.Operations"/>.
/// </summary>
[Alias("retention")]
public interface IRetentionGrain : IGrainWithStringKey
{
    /// <summary>Sees to it that passes are made from now on, every ten minutes, whichever silos come and go.</summary>
    [PlatformOnly, Idempotent, Alias("start")]
    Task Start(CancellationToken cancellation);

    /// <summary>Looks at the next few rows, and answers whether that was the end of a pass.</summary>
    [PlatformOnly, Alias("step")]
    Task<bool> Step(CancellationToken cancellation);
}
