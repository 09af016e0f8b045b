namespace Actors.Grains.Infrastructure.Events;

/// <summary>
/// Streams of events that are appended to and read from where a reader left off: for grains whose events others follow. One
/// grain writes a stream. Appending costs the same however long the stream is.
/// </summary>
public interface IEventLog
{
    /// <summary>Appends events behind <paramref name="after"/>, durable before this returns, all or none. Repeating it is safe.</summary>
    /// <param name="tenant">Whose stream.</param>
    /// <param name="stream">Which of the tenant's streams: a path such as <c>mcp/…</c>, whose first part is the writer's own.</param>
    /// <param name="after">The last event of the stream, or 0 for none.</param>
    /// <param name="events">At least one.</param>
    /// <param name="cancellation">Ends the wait, not the write.</param>
    /// <exception cref="InconsistentStateException">Another writer was faster; read the stream again.</exception>
    /// <exception cref="Contracts.ActorException"><see cref="Contracts.ErrorCodes.Unavailable"/>: nothing was stored; or <see cref="Contracts.ErrorCodes.UnknownOutcome"/>.</exception>
    Task Append(string tenant, string stream, long after, IReadOnlyList<byte[]> events, CancellationToken cancellation);

    /// <summary>The events behind <paramref name="after"/>, in order.</summary>
    Task<IReadOnlyList<LoggedEvent>> Read(string tenant, string stream, long after, int limit, CancellationToken cancellation);

    /// <summary>The first and the last event there are; both 0 where there are none.</summary>
    Task<(long First, long Last)> Bounds(string tenant, string stream, CancellationToken cancellation);

    /// <summary>Removes the events up to <paramref name="upTo"/>.</summary>
    Task Trim(string tenant, string stream, long upTo, CancellationToken cancellation);

    /// <summary>Removes the stream.</summary>
    Task Drop(string tenant, string stream, CancellationToken cancellation);
}
