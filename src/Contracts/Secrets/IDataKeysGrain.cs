namespace Actors.Contracts.Secrets;

/// <summary>
/// The keys that one tenant's stored secrets are sealed with. Key: <see cref="GrainKeys.Tenant"/>, for the platform's own secrets
/// that of <see cref="GrainKeys.Platform"/>. They leave the grain only wrapped.
/// </summary>
[Alias("data_keys")]
public interface IDataKeysGrain : IGrainWithStringKey
{
    /// <summary>The key that seals what is new; made when there is none yet.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>: the tenant's keys were destroyed.</exception>
    [PlatformOnly, Idempotent, Alias("current")]
    Task<WrappedDataKey> Current(CancellationToken cancellation);

    /// <summary>The key of this id, current or retired, or null once it was destroyed.</summary>
    [PlatformOnly, ReadOnly, Alias("find")]
    Task<WrappedDataKey?> Find(string id, CancellationToken cancellation);

    /// <summary>Retires the current key and makes another. What the retired one sealed still opens.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>: the tenant's keys were destroyed.</exception>
    [PlatformOnly, Alias("retire")]
    Task Retire(CancellationToken cancellation);

    /// <summary>What is known of the keys, the current one first.</summary>
    [PlatformOnly, ReadOnly, Alias("list")]
    Task<IReadOnlyList<DataKey>> List(CancellationToken cancellation);

    /// <summary>
    /// Destroys keys that nothing stored is sealed with any more. One that was retired less than 25 hours ago stays: a grain that
    /// was given it before may be about to store what it sealed with it, and answers kept for repeated calls, a day, are not sealed anew.
    /// </summary>
    [PlatformOnly, Idempotent, Alias("forget")]
    Task Forget(IReadOnlyList<string> ids, CancellationToken cancellation);

    /// <summary>Wraps every key with the current master key, and answers how many were not.</summary>
    [PlatformOnly, Idempotent, Alias("rewrap")]
    Task<int> Rewrap(CancellationToken cancellation);

    /// <summary>
    /// Crypto-shredding: destroys all keys for good. From when this returns nothing that the tenant sealed opens, on any silo, and
    /// nothing new is sealed for it.
    /// </summary>
    [PlatformOnly, Idempotent, Alias("destroy")]
    Task Destroy(CancellationToken cancellation);
}
