using Actors.Contracts.Audit;
using Actors.Grains.Audit;
using Npgsql;

namespace Actors.Postgres.ReadModels;

/// <summary>A row's place in its tenant's chain, and the statements that make it one.</summary>
/// <param name="Tenant">Whose chain.</param>
/// <param name="Entry">The row in its place.</param>
internal sealed record AuditLink(string Tenant, AuditEntry Entry)
{
    /// <summary>One process lengthens chains at a time, until its transaction ends.</summary>
    public const string Lock = "SELECT pg_advisory_xact_lock(4711276529417977860)";

    /// <summary>Takes the first $1 rows that wait, each with the end of its chain.</summary>
    public const string Take = $"""
        WITH taken AS (DELETE FROM audit_waiting AS w USING audit AS a
            WHERE w.ctid = ANY (ARRAY(SELECT ctid FROM audit_waiting ORDER BY id LIMIT $1)) AND (a.tenant, a.call, a.step) = (w.tenant, w.call, w.step) RETURNING w.id, a.*)
        SELECT coalesce(sequence, 0), {AuditRow.Content}, coalesce(hash, ''), tenant FROM taken LEFT JOIN audit_head USING (tenant) ORDER BY id
        """;

    /// <remarks>What is in a row's place already was put there by somebody else: verify_audit tells, and the other tenants' rows go on.</remarks>
    private const string LinkSql = """
        INSERT INTO audit_link (tenant, sequence, call, step, hash) SELECT * FROM unnest($1::text[], $2::bigint[], $3::uuid[], $4::smallint[], $5::bytea[])
        ON CONFLICT DO NOTHING
        """;

    private const string EndSql = """
        INSERT INTO audit_head (tenant, sequence, hash) SELECT * FROM unnest($1::text[], $2::bigint[], $3::bytea[])
        ON CONFLICT (tenant) DO UPDATE SET sequence = EXCLUDED.sequence, hash = EXCLUDED.hash
        """;

    private const string CountSql = """
        INSERT INTO usage_ledger (tenant, day, person, tool, calls, failed)
        SELECT * FROM unnest($1::text[], $2::date[], $3::text[], $4::text[], $5::bigint[], $6::bigint[]) ORDER BY 1, 2, 3, 4
        ON CONFLICT (tenant, day, person, tool) DO UPDATE SET calls = usage_ledger.calls + EXCLUDED.calls, failed = usage_ledger.failed + EXCLUDED.failed
        """;

    /// <summary>Stores the links, and where each chain ends now.</summary>
    public static async Task Store(NpgsqlConnection connection, IReadOnlyList<AuditLink> links, CancellationToken cancellation)
    {
        var ends = links.GroupBy(link => link.Tenant).Select(chain => chain.Last()).ToArray();
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(TenantRows.Command(LinkSql, links.Column(link => link.Tenant), links.Column(link => link.Entry.Sequence),
            links.Column(link => link.Entry.Call), links.Column(link => (short)link.Entry.Step), links.Column(Hash)));
        batch.BatchCommands.Add(TenantRows.Command(EndSql, ends.Column(end => end.Tenant), ends.Column(end => end.Entry.Sequence), ends.Column(Hash)));
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Counts the calls among them in the usage ledger.</summary>
    public static Task Count(NpgsqlConnection connection, IReadOnlyList<AuditLink> links, CancellationToken cancellation)
    {
        var counts = links.Where(link => link.Entry.Step != AuditedCall.NoCall)
            .GroupBy(link => (link.Tenant, Day: DateOnly.FromDateTime(link.Entry.At.UtcDateTime), Person: link.Entry.User ?? link.Entry.Client, link.Entry.Tool)).ToArray();
        return connection.Run(CountSql, cancellation, counts.Column(calls => calls.Key.Tenant), counts.Column(calls => calls.Key.Day),
            counts.Column(calls => calls.Key.Person), counts.Column(calls => calls.Key.Tool),
            counts.Column(calls => calls.LongCount(link => link.Entry.Step == 0)), counts.Column(calls => calls.LongCount(link => link.Entry.Outcome != AuditRow.Done)));
    }

    /// <summary>The entry in the place behind this one, which is the end of its chain.</summary>
    public static AuditLink Behind(long sequence, string hash, string tenant, AuditEntry entry)
    {
        var next = entry with { Sequence = sequence + 1 };
        return new(tenant, next with { Hash = AuditChain.Hash(tenant, hash, next) });
    }

    private static byte[] Hash(AuditLink link) => Convert.FromHexString(link.Entry.Hash);
}
