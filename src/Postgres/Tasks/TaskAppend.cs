using Actors.Contracts.Audit;
using Actors.Grains.A2A;
using Actors.Postgres.ReadModels;
using Actors.Postgres.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Actors.Postgres.Tasks;

/// <summary>
/// Appends to a task's log and sets its head in one statement, if the log ends where it is expected to; <see cref="Stored"/> tells. In an
/// audited call, the call's row for the audit is stored by the same statement. Tasks that begin at the same moment do so in one.
/// </summary>
internal sealed class TaskAppend(TaskKey key, TaskHead head, long after, byte[][] entries, AuditedCall? call = null) : Statement
{
    private static readonly string BeginSql = Sql("""
        INSERT INTO agent_task (tenant, owner, id, agent, context, place, state, status_at, generation, push_due)
        SELECT tenant, owner, id, agent, context, place, state, status_at, generation, push_due FROM given ON CONFLICT DO NOTHING RETURNING tenant, owner, id
        """);

    private static readonly string GoOnSql = Sql("""
        UPDATE agent_task AS t SET state = given.state, status_at = given.status_at, generation = given.generation, push_due = coalesce(given.push_due, t.push_due)
        FROM given WHERE t.tenant = ($1::text[])[1] AND t.owner = ($2::text[])[1] AND t.id = ($3::text[])[1] AND t.generation = $25 RETURNING t.tenant, t.owner, t.id
        """);

    /// <summary>Whether the log ended where it was expected to.</summary>
    public bool Stored { get; private set; }

    public override bool Writes => true;

    public override int Size => entries.Sum(entry => entry.Length);

    public override Func<IReadOnlyList<Statement>, NpgsqlBatchCommand>? Merge => after == 0 ? BeginTogether : null;

    public override void Begin() => Stored = false;

    public override IEnumerable<NpgsqlBatchCommand> Commands()
    {
        var command = Command(after == 0 ? BeginSql : GoOnSql, [this]);
        if (after > 0) command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        yield return command;
    }

    public override void Read(NpgsqlDataReader row) => Stored = true;

    private static NpgsqlBatchCommand BeginTogether(IReadOnlyList<Statement> statements) => Command(BeginSql, [.. statements.Cast<TaskAppend>()]);

    private static string Sql(string setHead) => $"""
        WITH given AS (SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::bigint[], $9::timestamptz[],
                $10::bigint[], {AuditRow.Given(11)}) WITH ORDINALITY
                AS given (tenant, owner, id, agent, context, state, status_at, generation, push_due, place, {AuditRow.Names}, number)),
        head AS ({setHead}),
        won AS (SELECT given.* FROM given JOIN head USING (tenant, owner, id)),
        logged AS (INSERT INTO event_log (tenant, stream, sequence, payload)
            SELECT tenant, 'a2a/' || owner || '/' || id, sequence, payload FROM unnest($22::bigint[], $23::bigint[], $24::bytea[]) AS entries (number, sequence, payload) JOIN won USING (number)),
        {AuditRow.Insert(AuditRow.Named("won"))}
        SELECT (number - 1)::integer FROM won
        """;

    private static NpgsqlBatchCommand Command(string sql, TaskAppend[] appends)
    {
        var entries = appends.SelectMany((append, index) => append.Entries(index + 1)).ToArray();
        var command = new NpgsqlBatchCommand(sql)
        {
            Parameters =
            {
                appends.Column(NpgsqlDbType.Text, append => append.Key.Tenant),
                appends.Column(NpgsqlDbType.Text, append => append.Key.Owner),
                appends.Column(NpgsqlDbType.Text, append => append.Key.Id),
                appends.Column(NpgsqlDbType.Text, append => append.Head.Agent),
                appends.Column(NpgsqlDbType.Text, append => append.Head.ContextId),
                appends.Column(NpgsqlDbType.Text, append => TaskLog.Word(append.Head.State)),
                appends.Column(NpgsqlDbType.TimestampTz, append => append.Head.StatusAt.UtcDateTime),
                appends.Column(NpgsqlDbType.Bigint, append => append.Generation),
                appends.Column(NpgsqlDbType.TimestampTz, append => append.Head.PushDue?.UtcDateTime),
                appends.Column(NpgsqlDbType.Bigint, append => append.Head.Place),
            },
        };
        command.Parameters.AddRange(AuditRow.Parameters(appends.Column(append => append.Call)));
        command.Parameters.Add(entries.Column(NpgsqlDbType.Bigint, entry => entry.Number));
        command.Parameters.Add(entries.Column(NpgsqlDbType.Bigint, entry => entry.Sequence));
        command.Parameters.Add(entries.Column(NpgsqlDbType.Bytea, entry => entry.Payload));
        return command;
    }

    private TaskKey Key => key;

    private TaskHead Head => head;

    private AuditedCall? Call => call;

    private long Generation => after + entries.Length;

    private IEnumerable<(long Number, long Sequence, byte[] Payload)> Entries(long number) => entries.Select((payload, index) => (number, after + index + 1, payload));
}
