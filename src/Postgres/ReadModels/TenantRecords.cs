using System.Data.Common;
using Actors.Contracts.Audit;
using Actors.Grains.Audit;
using Actors.Grains.Infrastructure.ReadModels;
using Actors.Postgres.Storage;
using Npgsql;

namespace Actors.Postgres.ReadModels;

/// <inheritdoc cref="ITenantRecords"/>
internal sealed class TenantRecords(NpgsqlDataSource database, PostgresStorageOptions options, TenantRows rows) : ITenantRecords
{
    private const int LongestQuery = 30; // seconds

    private const string Alone = "GrainIdN0 = 0 AND GrainIdN1 = 0 AND PayloadBinary IS NOT NULL";

    /// <summary>Keys compare by bytes, and "0" is what follows "/": between the two lies all that is the tenant's.</summary>
    private const string StatesSql = $"""
        SELECT GrainIdExtensionString, PayloadBinary FROM (
            SELECT *, sum(octet_length(PayloadBinary)) OVER (ORDER BY GrainIdExtensionString) - octet_length(PayloadBinary) AS before FROM (
                SELECT GrainIdExtensionString, PayloadBinary FROM OrleansStorage
                WHERE ServiceId = $1 AND GrainTypeString = $2 AND GrainIdExtensionString > $3 AND GrainIdExtensionString < $4 AND {Alone}
                ORDER BY GrainIdExtensionString LIMIT 500) AS page) AS part
        WHERE before < 1048576 ORDER BY GrainIdExtensionString
        """;

    private const string NamedSql = $"""
        SELECT GrainIdExtensionString, PayloadBinary FROM OrleansStorage
        WHERE ServiceId = $1 AND GrainTypeString = $2 AND GrainIdExtensionString = ANY ($3) AND {Alone}
        """;

    private const string PutSql = """
        INSERT INTO OrleansStorage (ServiceId, GrainTypeString, GrainTypeHash, GrainIdExtensionString, GrainIdHash, PayloadBinary, ModifiedOn, GrainIdN0, GrainIdN1, Version)
        SELECT $1, $2, $3, key, hash, payload, now() AT TIME ZONE 'utc', 0, 0, 1 FROM unnest($4::text[], $5::int[], $6::bytea[]) AS given (key, hash, payload)
        ON CONFLICT (ServiceId, GrainTypeString, GrainIdExtensionString, GrainIdN0, GrainIdN1) DO UPDATE
        SET PayloadBinary = EXCLUDED.PayloadBinary, ModifiedOn = EXCLUDED.ModifiedOn, Version = OrleansStorage.Version + 1 WHERE OrleansStorage.PayloadBinary IS NULL
        """;

    private const string UsageSql = """
        SELECT row_to_json(line)::text FROM (
            SELECT day, person, tool, calls, failed FROM usage_ledger
            WHERE tenant = $1
                AND ($2::json IS NULL OR (day, person, tool) > (SELECT day, person, tool FROM json_to_record($2::json) AS last (day date, person text, tool text)))
            ORDER BY day, person, tool LIMIT 500) AS line
        ORDER BY day, person, tool
        """;

    private const string PutAuditSql = """
        INSERT INTO audit (tenant, call, step, at, person, client, address, tool, target, correlation, outcome)
        SELECT $1, * FROM unnest($2::uuid[], $3::smallint[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[])
        """;

    public Task<IReadOnlyList<TenantRecord>> States(string tenant, string stateName, string after, CancellationToken cancellation) =>
        Read(StatesSql, cancellation, options.ServiceId, stateName, string.CompareOrdinal(after, tenant + "/") > 0 ? after : tenant + "/", tenant + "0");

    public Task<IReadOnlyList<TenantRecord>> PlatformStates(string stateName, IReadOnlyList<string> keys, CancellationToken cancellation) =>
        Read(NamedSql, cancellation, options.ServiceId, stateName, keys.ToArray());

    public async Task<IReadOnlyList<string>> PutStates(string stateName, IReadOnlyList<TenantRecord> states, CancellationToken cancellation)
    {
        var keys = states.Column(state => new StateKey(stateName, state.Key));
        await rows.Keep(connection => connection.Run(PutSql, cancellation, options.ServiceId, stateName, new StateKey(stateName, "").NameHash,
            states.Column(state => state.Key), keys.Column(key => key.KeyHash), states.Column(state => state.Json.ToArray())), cancellation);
        var stored = (await PlatformStates(stateName, states.Column(state => state.Key), cancellation)).ToDictionary(state => state.Key);
        return [.. states.Where(state => stored.TryGetValue(state.Key, out var found) && found.Json.Span.SequenceEqual(state.Json.Span)).Select(state => state.Key)];
    }

    public Task<IReadOnlyList<string>> Usage(string tenant, string? after, CancellationToken cancellation) =>
        rows.Read(tenant, UsageSql, row => row.GetString(0), cancellation, tenant, after);

    public Task<IReadOnlyList<PlacedLine>> Tasks(string tenant, string? after, CancellationToken cancellation) =>
        rows.Read(tenant, TaskLines.Sql, row => new PlacedLine(row.GetString(0), row.GetString(1)), cancellation, tenant, after);

    public Task PutRows(string tenant, RecordTable table, IReadOnlyList<string> lines, CancellationToken cancellation) =>
        rows.Keep(connection => connection.Run(RecordRows.Of(table).Insert(), cancellation, tenant, lines.ToArray()), cancellation);

    public Task PutAudit(string tenant, IReadOnlyList<AuditEntry> entries, CancellationToken cancellation) => rows.Keep(async connection =>
    {
        await connection.Run(AuditLink.Lock, cancellation);
        var (last, hash) = await End(connection, tenant, cancellation);
        var links = new List<AuditLink>();
        foreach (var entry in entries.Where(entry => entry.Sequence > last))
        {
            links.Add(AuditLink.Behind(last, hash, tenant, entry));
            (last, hash) = (links[^1].Entry.Sequence, links[^1].Entry.Hash);
        }

        if (links.Count == 0) return 0;
        await connection.Run(PutAuditSql, cancellation, tenant, links.Column(link => link.Entry.Call), links.Column(link => (short)link.Entry.Step),
            links.Column(link => link.Entry.At.UtcDateTime), links.Column(link => link.Entry.User), links.Column(link => link.Entry.Client),
            links.Column(link => link.Entry.Address), links.Column(link => link.Entry.Tool), links.Column(link => link.Entry.Target),
            links.Column(link => link.Entry.CorrelationId), links.Column(link => link.Entry.Outcome));
        await AuditLink.Store(connection, links, cancellation);
        return links.Count;
    }, cancellation);

    private static async Task<(long Sequence, string Hash)> End(NpgsqlConnection connection, string tenant, CancellationToken cancellation)
    {
        await using var command = connection.Sql("SELECT sequence, encode(hash, 'hex') FROM audit_head WHERE tenant = $1", tenant);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? (reader.GetInt64(0), reader.GetString(1)) : (0, AuditChain.Start);
    }

    private async Task<IReadOnlyList<TenantRecord>> Read(string sql, CancellationToken cancellation, params object[] parameters)
    {
        try
        {
            await using var command = database.CreateCommand(sql);
            command.CommandTimeout = LongestQuery;
            foreach (var value in parameters) command.Parameters.Add(new() { Value = value });
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            return await reader.All(row => new TenantRecord(row.GetString(0), row.GetFieldValue<byte[]>(1)), cancellation);
        }
        catch (DbException)
        {
            throw DatabaseAway.NothingChanged();
        }
    }
}
