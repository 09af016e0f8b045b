using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Contracts.Audit;
using Actors.Grains.A2A;
using Actors.Postgres.Events;
using Actors.Postgres.ReadModels;
using Actors.Postgres.Storage;

namespace Actors.Postgres.Tasks;

/// <inheritdoc cref="ITaskLog"/>
internal sealed class TaskLog(EventLog events, TenantRows rows, GrainStateJson json, CallsUnderWay? calls = null) : ITaskLog
{
    private const string Fits = """
        tenant = $1 AND owner = $2 AND agent = $3 AND state IS NOT NULL
        AND ($4::text IS NULL OR context = $4) AND ($5::text IS NULL OR state = $5) AND ($6::timestamptz IS NULL OR status_at >= $6)
        """;

    public async Task Append(TaskHead head, long after, IReadOnlyList<TaskEntry> entries)
    {
        var (key, call) = (TaskKey.Of(head.Key), AuditedCall.Current);
        byte[][] payloads = [.. entries.Select(json.Serialize)];
        var append = new TaskAppend(key, head, after, payloads, call);
        await events.Append(append, () => append.Stored, key.Tenant, key.Stream, after, payloads);
        if (call is not null) calls?.Stored(call);
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
        return await reader.All(row => GrainKeys.OwnedBy(row.GetString(0), row.GetString(1), row.GetString(2)), cancellation);
    }, cancellation);

    public Task<int> DropResting(DateTimeOffset since, int limit, CancellationToken cancellation) => rows.Keep(connection => connection.Run("""
        WITH resting AS (SELECT tenant, owner, id FROM agent_task
            WHERE (state IS NULL OR state NOT IN ('submitted', 'working')) AND status_at < $1 LIMIT $2),
            logs AS (DELETE FROM event_log AS e USING resting AS r WHERE e.tenant = r.tenant AND e.stream = 'a2a/' || r.owner || '/' || r.id)
        DELETE FROM agent_task AS t USING resting AS r WHERE (t.tenant, t.owner, t.id) = (r.tenant, r.owner, r.id)
        """, cancellation, since, limit), cancellation);

    /// <summary>A state as it is stored.</summary>
    public static string? Word(AgentTaskState? state) => state?.ToString().ToLowerInvariant();
}
