using Actors.Contracts.Audit;
using Actors.Grains.A2A;
using Actors.Postgres.ReadModels;
using Actors.Postgres.Storage;
using Npgsql;

namespace Actors.Postgres.Tasks;

/// <summary>
/// Appends to a task's log and sets its head in one statement. Refused, all of it, where the places are taken. In an audited call, the
/// call's row for the audit is stored by the same statement.
/// </summary>
internal sealed class TaskAppend(TaskKey key, TaskHead head, long after, byte[][] entries, AuditedCall? call = null) : Statement
{
    private const string Sql = """
        WITH stored AS (INSERT INTO event_log (tenant, stream, sequence, payload)
            SELECT $1, $4, $5 + place, payload FROM unnest($6::bytea[]) WITH ORDINALITY AS entries (payload, place))
        INSERT INTO agent_task AS t (tenant, owner, id, agent, context, state, status_at, generation, push_due, place)
            VALUES ($1, $2, $3, $7, $8, $9, $10, $11, $12, $13)
        ON CONFLICT (tenant, owner, id) DO UPDATE SET state = $9, status_at = $10, generation = $11, push_due = coalesce($12, t.push_due)
        """;

    private static readonly string Audited = $"WITH audited AS (INSERT INTO audit ({AuditRow.Columns}) VALUES ({AuditRow.Values(14)}) ON CONFLICT DO NOTHING), {Sql["WITH ".Length..]}";

    public override bool Writes => true;

    public override int Size => entries.Sum(entry => entry.Length);

    public override IEnumerable<NpgsqlBatchCommand> Commands()
    {
        yield return TenantRows.AsEveryone();
        var command = TenantRows.Command(call is null ? Sql : Audited, key.Tenant, key.Owner, key.Id, key.Stream, after, entries,
            head.Agent, head.ContextId, TaskLog.Word(head.State), head.StatusAt, after + entries.Length, head.PushDue, head.Place);
        if (call is not null)
            foreach (var parameter in AuditRow.Parameters(call, AuditRow.Done)) command.Parameters.Add(parameter);
        yield return command;
    }

    public override void Read(NpgsqlDataReader row)
    {
        // Only the first of the two commands answers, and only whose rows the second one may write.
    }
}
