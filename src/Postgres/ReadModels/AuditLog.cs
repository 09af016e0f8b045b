using Actors.Contracts;
using Actors.Contracts.Audit;
using Actors.Grains.Infrastructure.ReadModels;
using Actors.Postgres.Storage;
using Npgsql;

namespace Actors.Postgres.ReadModels;

/// <inheritdoc cref="IAuditLog"/>
internal sealed class AuditLog(NpgsqlDataSource database, CallsUnderWay calls, TenantRows rows, AuditChaining chaining) : IAuditLog, IAsyncDisposable
{
    private const string Fits = """
        ($2::text IS NULL OR person = $2) AND ($3::text IS NULL OR tool = $3) AND ($4::text IS NULL OR outcome = $4)
            AND ($5::timestamptz IS NULL OR at >= $5) AND ($6::timestamptz IS NULL OR at < $6)
        """;

    private static readonly string ListSql = $"{Entries(Fits)} AND ($7::bigint IS NULL OR l.sequence < $7) ORDER BY l.sequence DESC LIMIT $8";

    private static readonly string AfterSql = $"{Entries("true")} AND l.sequence > $2 ORDER BY l.sequence LIMIT $3";

    /// <summary>Rows without a place, and places beyond one for each row that has any.</summary>
    private const string LooseSql = """
        WITH places AS (SELECT call, step FROM audit_link WHERE tenant = $1 UNION ALL SELECT call, step FROM audit_waiting WHERE tenant = $1),
            stored AS (SELECT call, step FROM audit WHERE tenant = $1),
            loose AS (SELECT count(*) AS n FROM stored AS s WHERE NOT EXISTS (SELECT FROM places AS p WHERE (p.call, p.step) = (s.call, s.step)))
        SELECT n + (SELECT count(*) FROM places) - ((SELECT count(*) FROM stored) - n) FROM loose
        """;

    private readonly StatementPipeline writes = new(database, width: 1);

    public void Begin(AuditedCall call) => calls.Begin(call);

    public Task Done(AuditedCall call)
    {
        chaining.Expect();
        return calls.End(call) ? Task.CompletedTask : Write(call, AuditRow.Done);
    }

    public Task Failed(AuditedCall call, string code)
    {
        chaining.Expect();
        calls.End(call);
        return Write(call, code);
    }

    public Task Note(AuditedCall notice, string outcome)
    {
        chaining.Expect();
        return Write(notice, outcome);
    }

    public async Task<IReadOnlyList<AuditEntry>> List(string tenant, ListAudit filter, int limit, CancellationToken cancellation)
    {
        await chaining.Chain(cancellation);
        return await rows.Read(tenant, ListSql, AuditRow.Read, cancellation,
            tenant, filter.User, filter.Tool, filter.Outcome, filter.From?.UtcDateTime, filter.To?.UtcDateTime, filter.Before, limit);
    }

    public async Task<IReadOnlyList<AuditEntry>> After(string tenant, long sequence, int limit, CancellationToken cancellation)
    {
        await chaining.Chain(cancellation);
        return await rows.Read(tenant, AfterSql, AuditRow.Read, cancellation, tenant, sequence, limit);
    }

    public async Task<long> Length(string tenant, CancellationToken cancellation) =>
        (await rows.Read(tenant, "SELECT sequence FROM audit_head WHERE tenant = $1", row => row.GetInt64(0), cancellation, tenant)) is [var length] ? length : 0;

    public async Task<long> Loose(string tenant, CancellationToken cancellation) =>
        (await rows.Read(tenant, LooseSql, row => row.GetInt64(0), cancellation, tenant))[0];

    public ValueTask DisposeAsync() => writes.DisposeAsync();

    /// <summary>
    /// Entries of tenant $1, each looked up from its link. Of a join of the two tables the planner expects next to no rows, and sorts the whole
    /// chain for each page.
    /// </summary>
    private static string Entries(string fit) => $"""
        SELECT l.sequence, a.*, l.hash FROM audit_link AS l,
            LATERAL (SELECT {AuditRow.Content} FROM audit AS a WHERE (a.tenant, a.call, a.step) = (l.tenant, l.call, l.step) AND {fit} LIMIT 1) AS a
        WHERE l.tenant = $1
        """;

    private async Task Write(AuditedCall call, string outcome)
    {
        try
        {
            await writes.Run(new AuditWrite(call, outcome));
        }
        catch (StorageUnavailableException)
        {
            throw new ActorException(ErrorCodes.UnknownOutcome, "The database was lost before the call could be recorded; it may or may not have taken effect. Look before you repeat it.");
        }
    }
}
