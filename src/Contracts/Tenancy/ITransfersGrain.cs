namespace Actors.Contracts.Tenancy;

/// <summary>
/// Counts the archives that are being written and read: each takes the database's time, and an import room on the disk. A place is held
/// until it is given back, and no longer than <see cref="Lease"/> without a word of it. Key: <see cref="GrainKeys.Operations"/>.
/// </summary>
[PlatformOnly, Alias("transfers")]
public interface ITransfersGrain : IGrainWithStringKey
{
    /// <summary>How long a place is held for whoever says nothing more: two minutes.</summary>
    static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>Takes a place, by an id of the caller's choice.</summary>
    /// <exception cref="ActorException">
    /// <see cref="ErrorCodes.Conflict"/>: the tenant is being exported or imported; <see cref="ErrorCodes.RateLimited"/>: all places are taken.
    /// </exception>
    [Alias("begin")]
    Task Begin(string tenant, string id, CancellationToken cancellation);

    /// <summary>Goes on holding the place, also where the count of places was lost since.</summary>
    [OneWay, Idempotent, Alias("go_on")]
    Task GoOn(string tenant, string id, CancellationToken cancellation);

    /// <summary>Gives the place back.</summary>
    [OneWay, Idempotent, Alias("end")]
    Task End(string id, CancellationToken cancellation);
}
