using Actors.Contracts.A2A;
using Actors.Contracts.A2A.Activity;
using Actors.Grains.A2A;
using Actors.Grains.A2A.Activity;
using Actors.Postgres.ReadModels;

namespace Actors.Postgres.Tasks;

/// <inheritdoc cref="IAgentActivity"/>
internal sealed class AgentActivity(TenantRows rows) : IAgentActivity
{
    private const string TasksSql = """
        SELECT id, owner, agent, context, state, created_at, status_at FROM agent_task
        WHERE tenant = $1 AND state IS NOT NULL AND ($2::text IS NULL OR owner = $2) AND ($3::text IS NULL OR agent = $3)
            AND ($4::text IS NULL OR context = $4) AND ($5::text IS NULL OR state = $5) AND ($6::timestamptz IS NULL OR (status_at, id) < ($6, $7))
        ORDER BY status_at DESC, id DESC LIMIT $8
        """;

    private const string ContextsSql = """
        SELECT context, owner, count(*)::int, count(*) FILTER (WHERE state IN ('submitted', 'working', 'inputrequired', 'authrequired'))::int,
            min(created_at), max(status_at) FROM agent_task
        WHERE tenant = $1 AND state IS NOT NULL AND ($2::text IS NULL OR owner = $2) GROUP BY owner, context
        HAVING $3::timestamptz IS NULL OR (max(status_at), context) < ($3, $4)
        ORDER BY max(status_at) DESC, context DESC LIMIT $5
        """;

    public Task<IReadOnlyList<TaskSummary>> Tasks(string tenant, ListTaskSummaries wanted, TaskPlace? before, int limit, CancellationToken cancellation) =>
        rows.Read(tenant, TasksSql, row => new TaskSummary
        {
            TaskId = row.GetString(0), Owner = row.GetString(1), Agent = row.GetString(2), ContextId = row.GetString(3),
            State = Enum.Parse<AgentTaskState>(row.GetString(4), ignoreCase: true),
            BeganAt = row.GetFieldValue<DateTimeOffset>(5), StatusAt = row.GetFieldValue<DateTimeOffset>(6),
        }, cancellation, tenant, wanted.Owner, wanted.Agent, wanted.ContextId, TaskLog.Word(wanted.State), before?.StatusAt, before?.Id, limit);

    public Task<IReadOnlyList<ContextSummary>> Contexts(string tenant, string? owner, TaskPlace? before, int limit, CancellationToken cancellation) =>
        rows.Read(tenant, ContextsSql, row => new ContextSummary
        {
            ContextId = row.GetString(0), Owner = row.GetString(1), Tasks = row.GetInt32(2), Open = row.GetInt32(3),
            BeganAt = row.GetFieldValue<DateTimeOffset>(4), ChangedAt = row.GetFieldValue<DateTimeOffset>(5),
        }, cancellation, tenant, owner, before?.StatusAt, before?.Id, limit);
}
