using Actors.Contracts;
using Actors.Contracts.Audit;
using Actors.Grains.Infrastructure.ReadModels;
using Actors.Postgres.Storage;
using Npgsql;

namespace Actors.Postgres.ReadModels;

/// <inheritdoc cref="IAuditLog"/>
internal sealed class AuditLog(NpgsqlDataSource database, CallsUnderWay calls, TenantRows rows, AuditChaining chaining) : IAuditLog, IAsyncDisposable
{
    private const string Entry = $"SELECT {AuditRow.Entry} FROM audit_link JOIN audit USING (tenant, call, step) WHERE tenant = $1";

    private const string ListSql = $"""
        {Entry} AND ($2::text IS NULL OR person = $2) AND ($3::text IS NULL OR tool = $3) AND ($4::text IS NULL OR outcome = $4)
            AND ($5::timestamptz IS NULL OR at >= $5) AND ($6::timestamptz IS NULL OR at < $6) AND ($7::bigint IS NULL OR sequence < $7)
        ORDER BY sequence DESC LIMIT $8
        """;

    private const string AfterSql = $"{Entry} AND sequence > $2 ORDER BY sequence LIMIT $3";

    private const string LooseSql = """
        SELECT (SELECT count(*) FROM audit AS a WHERE tenant = $1
                AND NOT EXISTS (SELECT FROM audit_link AS l WHERE (l.tenant, l.call, l.step) = (a.tenant, a.call, a.step))
                AND NOT EXISTS (SELECT FROM audit_waiting AS w WHERE (w.tenant, w.call, w.step) = (a.tenant, a.call, a.step)))
            + (SELECT count(*) FROM audit_waiting AS w WHERE tenant = $1
                AND NOT EXISTS (SELECT FROM audit AS a WHERE (a.tenant, a.call, a.step) = (w.tenant, w.call, w.step)))
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
