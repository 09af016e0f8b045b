using System.Globalization;
using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Grains.A2A;
using Actors.Grains.Infrastructure.Events;
using Actors.Postgres.ReadModels;
using Actors.Postgres.Storage;
using Npgsql;

namespace Actors.Postgres.Tasks;

/// <inheritdoc cref="ITaskLog"/>
internal sealed class TaskLog(NpgsqlDataSource database, IEventLog events, TenantRows rows, GrainStateJson json) : ITaskLog, IAsyncDisposable
{
    private const int Width = 2;

    private const string Fits = """
        tenant = $1 AND owner = $2 AND agent = $3 AND state IS NOT NULL
        AND ($4::text IS NULL OR context = $4) AND ($5::text IS NULL OR state = $5) AND ($6::timestamptz IS NULL OR status_at >= $6)
        """;

    private readonly StatementPipeline writes = new(database, Width);

    public async Task Append(TaskHead head, long after, IReadOnlyList<TaskEntry> entries)
    {
        var key = TaskKey.Of(head.Key);
        byte[][] payloads = [.. entries.Select(json.Serialize)];
        try
        {
            await writes.Run(new TaskAppend(key, head, after, payloads));
        }
        catch (StorageUnavailableException refused) when (refused.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            var there = await events.Read(key.Tenant, key.Stream, after, payloads.Length, CancellationToken.None);
            // What is there already, byte by byte, was stored by an attempt whose answer was lost.
            if (there.Count == payloads.Length && there.Select((entry, place) => entry.Payload.AsSpan().SequenceEqual(payloads[place])).All(same => same)) return;
            throw new InconsistentStateException($"Another activation wrote to the task {head.Key} first.", null, after.ToString(CultureInfo.InvariantCulture), refused);
        }
        catch (StorageUnavailableException away)
        {
            throw away.OutcomeUnknown
                ? new ActorException(ErrorCodes.UnknownOutcome, "The database was lost while something about the task was on its way to it. Send the same again: it is not done twice.")
                : new ActorException(ErrorCodes.Unavailable, "The database cannot be reached or refuses; nothing was changed. Try again in a few seconds.");
        }
    }

    public async Task<IReadOnlyList<TaskEntry>> Read(string key, long after, int limit, CancellationToken cancellation)
    {
        var task = TaskKey.Of(key);
        var stored = await events.Read(task.Tenant, task.Stream, after, limit, cancellation);
        return [.. stored.Select(entry => json.Deserialize<TaskEntry>(entry.Payload, $"in the log of the task {key}")!)];
    }

    public async Task<(IReadOnlyList<TaskPlace> Tasks, int Total)> List(string tenant, string owner, ListTasks wanted, TaskPlace? before, CancellationToken cancellation)
    {
        object?[] fits = [tenant, owner, wanted.Agent, wanted.ContextId, Word(wanted.State), wanted.StatusSince];
        var places = await rows.Read(tenant, $"SELECT id, status_at FROM agent_task WHERE {Fits} AND ($7::timestamptz IS NULL OR (status_at, id) < ($7, $8)) ORDER BY status_at DESC, id DESC LIMIT $9",
            row => new TaskPlace(row.GetString(0), row.GetFieldValue<DateTimeOffset>(1)), cancellation, [.. fits, before?.StatusAt, before?.Id, wanted.PageSize + 1]);
        var total = await rows.Read(tenant, $"SELECT count(*)::int FROM agent_task WHERE {Fits}", row => row.GetInt32(0), cancellation, fits);
        return (places, total[0]);
    }

    public Task<IReadOnlyList<string>> Unfinished(string after, int limit, CancellationToken cancellation) => rows.Keep<IReadOnlyList<string>>(async connection =>
    {
        var last = after.Length == 0 ? new TaskKey("", "", "") : TaskKey.Of(after);
        await using var command = connection.Sql(
            "SELECT tenant, owner, id FROM agent_task WHERE state IN ('submitted', 'working') AND (tenant, owner, id) > ($1, $2, $3) ORDER BY tenant, owner, id LIMIT $4",
            last.Tenant, last.Owner, last.Id, limit);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var keys = new List<string>();
        while (await reader.ReadAsync(cancellation)) keys.Add(GrainKeys.OwnedBy(reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        return keys;
    }, cancellation);

    public Task<int> DropResting(DateTimeOffset since, int limit, CancellationToken cancellation) => rows.Keep(connection => connection.Run("""
        WITH resting AS (SELECT tenant, owner, id FROM agent_task
            WHERE (state IS NULL OR state NOT IN ('submitted', 'working')) AND status_at < $1 LIMIT $2),
            logs AS (DELETE FROM event_log AS e USING resting AS r WHERE e.tenant = r.tenant AND e.stream = 'a2a/' || r.owner || '/' || r.id)
        DELETE FROM agent_task AS t USING resting AS r WHERE (t.tenant, t.owner, t.id) = (r.tenant, r.owner, r.id)
        """, cancellation, since, limit), cancellation);

    public ValueTask DisposeAsync() => writes.DisposeAsync();

    /// <summary>A state as it is stored.</summary>
    public static string? Word(AgentTaskState? state) => state?.ToString().ToLowerInvariant();
}
