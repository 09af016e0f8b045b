using Actors.Contracts.A2A;
using Actors.Contracts.A2A.Activity;
using Actors.Contracts.A2A.Contexts;
using Actors.Grains.A2A;
using Actors.Grains.A2A.Activity;
using Actors.Postgres.ReadModels;
using Npgsql;

namespace Actors.Postgres.Tasks;

/// <inheritdoc cref="IAgentActivity"/>
internal sealed class AgentActivity(TenantRows rows) : IAgentActivity
{
    private const string Task = "id, owner, agent, context, state, created_at, status_at";

    private const string Summary = """
        context, owner, count(*)::int, count(*) FILTER (WHERE state IN ('submitted', 'working', 'inputrequired', 'authrequired'))::int, min(created_at), max(status_at)
        """;

    private const string TasksSql = $"""
        SELECT {Task} FROM agent_task
        WHERE tenant = $1 AND state IS NOT NULL AND ($2::text IS NULL OR owner = $2) AND ($3::text IS NULL OR agent = $3)
            AND ($4::text IS NULL OR context = $4) AND ($5::text IS NULL OR state = $5) AND ($6::timestamptz IS NULL OR (status_at, id) < ($6, $7))
        ORDER BY status_at DESC, id DESC LIMIT $8
        """;

    private const string ContextsSql = $"""
        SELECT {Summary} FROM agent_task
        WHERE tenant = $1 AND state IS NOT NULL AND ($2::text IS NULL OR owner = $2) GROUP BY owner, context
        HAVING $3::timestamptz IS NULL OR (max(status_at), context) < ($3, $4)
        ORDER BY max(status_at) DESC, context DESC LIMIT $5
        """;

    private const string One = "tenant = $1 AND owner = $2 AND context = $3";

    public Task<IReadOnlyList<TaskSummary>> Tasks(string tenant, ListTaskSummaries wanted, TaskPlace? before, int limit, CancellationToken cancellation) =>
        rows.Read(tenant, TasksSql, ReadTask, cancellation, tenant, wanted.Owner, wanted.Agent, wanted.ContextId, TaskLog.Word(wanted.State), before?.StatusAt, before?.Id, limit);

    public Task<IReadOnlyList<ContextSummary>> Contexts(string tenant, string? owner, TaskPlace? before, int limit, CancellationToken cancellation) =>
        rows.Read(tenant, ContextsSql, ReadSummary, cancellation, tenant, owner, before?.StatusAt, before?.Id, limit);

    public async Task<ContextSummary?> Context(string tenant, string owner, string context, CancellationToken cancellation) =>
        (await rows.Read(tenant, $"SELECT {Summary} FROM agent_task WHERE {One} AND state IS NOT NULL GROUP BY owner, context", ReadSummary, cancellation, tenant, owner, context)).SingleOrDefault();

    public Task<IReadOnlyList<PlacedTask>> Tasks(string tenant, string owner, string context, long after, int limit, CancellationToken cancellation) =>
        rows.Read(tenant, $"SELECT {Task}, place FROM agent_task WHERE {One} AND state IS NOT NULL AND place > $4 ORDER BY place LIMIT $5",
            row => new PlacedTask { Place = row.GetInt64(7), Task = ReadTask(row) }, cancellation, tenant, owner, context, after, limit);

    public async Task<long> LastPlace(string tenant, string owner, string context, CancellationToken cancellation) =>
        (await rows.Read(tenant, $"SELECT coalesce(max(place), 0) FROM agent_task WHERE {One}", row => row.GetInt64(0), cancellation, tenant, owner, context))[0];

    private static TaskSummary ReadTask(NpgsqlDataReader row) => new()
    {
        TaskId = row.GetString(0), Owner = row.GetString(1), Agent = row.GetString(2), ContextId = row.GetString(3),
        State = Enum.Parse<AgentTaskState>(row.GetString(4), ignoreCase: true),
        BeganAt = row.GetFieldValue<DateTimeOffset>(5), StatusAt = row.GetFieldValue<DateTimeOffset>(6),
    };

    private static ContextSummary ReadSummary(NpgsqlDataReader row) => new()
    {
        ContextId = row.GetString(0), Owner = row.GetString(1), Tasks = row.GetInt32(2), Open = row.GetInt32(3),
        BeganAt = row.GetFieldValue<DateTimeOffset>(4), ChangedAt = row.GetFieldValue<DateTimeOffset>(5),
    };
}
