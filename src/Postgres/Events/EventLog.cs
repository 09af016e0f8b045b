using System.Globalization;
using Actors.Contracts;
using Actors.Grains.Infrastructure.Events;
using Actors.Postgres.Storage;
using Npgsql;

namespace Actors.Postgres.Events;

/// <inheritdoc cref="IEventLog"/>
/// <remarks>Events of different streams are committed together. An event that is there already, byte by byte, was stored by an attempt whose answer was lost.</remarks>
internal sealed class EventLog(NpgsqlDataSource database) : IEventLog, IAsyncDisposable
{
    private const int Width = 2;

    private const string AppendSql = """
        INSERT INTO event_log (tenant, stream, sequence, payload)
        SELECT $1, $2, $3 + place, payload FROM unnest($4::bytea[]) WITH ORDINALITY AS events (payload, place)
        RETURNING sequence
        """;

    private const string Mine = "tenant = $1 AND stream = $2";

    private readonly StatementPipeline writes = new(database, Width), reads = new(database, Width);

    public Task Append(string tenant, string stream, long after, IReadOnlyList<byte[]> events, CancellationToken cancellation) =>
        Append(new LogStatement(AppendSql, [tenant, stream, after, events.ToArray()], events.Sum(payload => payload.Length)), () => true, tenant, stream, after, events).WaitAsync(cancellation);

    /// <summary>Runs a statement that appends these events, with whatever else it stores: all of it or nothing.</summary>
    public async Task Append(Statement append, Func<bool> stored, string tenant, string stream, long after, IReadOnlyList<byte[]> events)
    {
        Exception? taken = null;
        try
        {
            await Run(writes, append);
            if (stored()) return;
        }
        catch (StorageUnavailableException refused) when (IsTaken(refused))
        {
            taken = refused;
        }

        var there = await Read(tenant, stream, after, events.Count, CancellationToken.None);
        if (there.Count == events.Count && there.Select((one, place) => one.Payload.AsSpan().SequenceEqual(events[place])).All(same => same)) return;
        throw new InconsistentStateException($"Another writer appended to {stream} first: {after} is not its last event any more.", null, after.ToString(CultureInfo.InvariantCulture), taken);
    }

    public async Task<IReadOnlyList<LoggedEvent>> Read(string tenant, string stream, long after, int limit, CancellationToken cancellation)
    {
        var read = new LogStatement($"SELECT sequence, at, payload FROM event_log WHERE {Mine} AND sequence > $3 ORDER BY sequence LIMIT $4", [tenant, stream, after, limit]);
        await Run(reads, read).WaitAsync(cancellation);
        return read.Rows.ConvertAll(row => new LoggedEvent(row.Number, row.At, row.Payload!));
    }

    public async Task<(long First, long Last)> Bounds(string tenant, string stream, CancellationToken cancellation)
    {
        var bounds = new LogStatement($"SELECT coalesce(min(sequence), 0) FROM event_log WHERE {Mine} UNION ALL SELECT coalesce(max(sequence), 0) FROM event_log WHERE {Mine}", [tenant, stream]);
        await Run(reads, bounds).WaitAsync(cancellation);
        return (bounds.Rows[0].Number, bounds.Rows[1].Number);
    }

    public Task Trim(string tenant, string stream, long upTo, CancellationToken cancellation) =>
        Run(writes, new LogStatement($"DELETE FROM event_log WHERE {Mine} AND sequence <= $3 RETURNING sequence", [tenant, stream, upTo])).WaitAsync(cancellation);

    public Task Drop(string tenant, string stream, CancellationToken cancellation) =>
        Run(writes, new LogStatement($"DELETE FROM event_log WHERE {Mine} RETURNING sequence", [tenant, stream])).WaitAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await writes.DisposeAsync();
        await reads.DisposeAsync();
    }

    private static async Task Run(StatementPipeline pipeline, Statement statement)
    {
        try
        {
            await pipeline.Run(statement);
        }
        catch (StorageUnavailableException away) when (!IsTaken(away))
        {
            throw away.OutcomeUnknown && statement.Writes
                ? new ActorException(ErrorCodes.UnknownOutcome, "The database was lost while an event was on its way to it: it may be stored or not. Repeat it.")
                : DatabaseAway.NothingChanged();
        }
    }

    /// <summary>Whether there is an event already in one of the places.</summary>
    private static bool IsTaken(StorageUnavailableException refused) => refused.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };
}
