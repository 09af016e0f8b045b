namespace Actors.Grains.A2A.Push;

/// <summary>
/// Which tasks have something to tell their webhooks: a mark beside each log, set by the statement that appends to it. So nothing that
/// happened is forgotten, whatever process dies before it was told.
/// </summary>
public interface IPushQueue
{
    /// <summary>The keys of tasks that had something to tell by then, in order.</summary>
    Task<IReadOnlyList<string>> Due(DateTimeOffset by, string after, int limit, CancellationToken cancellation);

    /// <summary>Says when there is something to tell next, and whether a webhook was given up.</summary>
    /// <param name="key">The task.</param>
    /// <param name="told">The generation up to which all has been told.</param>
    /// <param name="due">When to look again, or null.</param>
    /// <param name="gaveUp">Whether a webhook was given up.</param>
    /// <param name="cancellation">Ends the statement.</param>
    /// <returns>False where more has happened meanwhile: that is due now.</returns>
    Task<bool> Settle(string key, long told, DateTimeOffset? due, bool gaveUp, CancellationToken cancellation);

    /// <summary>The keys of the owner's tasks of which a webhook was given up.</summary>
    Task<IReadOnlyList<string>> GivenUp(string tenant, string owner, int limit, CancellationToken cancellation);
}
