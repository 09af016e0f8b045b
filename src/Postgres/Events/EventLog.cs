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
        WITH given AS (SELECT $3 + place AS sequence, payload FROM unnest($4::bytea[]) WITH ORDINALITY AS events (payload, place)),
            stored AS (INSERT INTO event_log (tenant, stream, sequence, payload) SELECT $1, $2, sequence, payload FROM given ON CONFLICT DO NOTHING RETURNING 1)
        SELECT (SELECT count(*) FROM stored) + (SELECT count(*) FROM given JOIN event_log AS e ON e.tenant = $1 AND e.stream = $2
            AND e.sequence = given.sequence AND e.payload = given.payload)
        """;

    private const string Mine = "tenant = $1 AND stream = $2";

    private readonly StatementPipeline writes = new(database, Width), reads = new(database, Width);

    public async Task Append(string tenant, string stream, long after, IReadOnlyList<byte[]> events, CancellationToken cancellation)
    {
        var append = new LogStatement(AppendSql, [tenant, stream, after, events.ToArray()], events.Sum(payload => payload.Length));
        await Run(writes, append).WaitAsync(cancellation);
        if (append.Rows[0].Number < events.Count)
            throw new InconsistentStateException($"Another writer appended to {stream} first: {after} is not its last event any more.", null, after.ToString(CultureInfo.InvariantCulture));
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
        Run(writes, new($"DELETE FROM event_log WHERE {Mine} AND sequence <= $3", [tenant, stream, upTo])).WaitAsync(cancellation);

    public Task Drop(string tenant, string stream, CancellationToken cancellation) =>
        Run(writes, new($"DELETE FROM event_log WHERE {Mine}", [tenant, stream])).WaitAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await writes.DisposeAsync();
        await reads.DisposeAsync();
    }

    private static async Task Run(StatementPipeline pipeline, LogStatement statement)
    {
        try
        {
            await pipeline.Run(statement);
        }
        catch (StorageUnavailableException away)
        {
            throw away.OutcomeUnknown && statement.Writes
                ? new ActorException(ErrorCodes.UnknownOutcome, "The database was lost while an event was on its way to it: it may be stored or not. Repeat it.")
                : new ActorException(ErrorCodes.Unavailable, "The database cannot be reached or refuses; nothing was changed. Try again in a few seconds.");
        }
    }
}
