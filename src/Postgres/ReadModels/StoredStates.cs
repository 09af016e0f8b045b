using System.Data.Common;
using Actors.Grains.Infrastructure.ReadModels;
using Npgsql;

namespace Actors.Postgres.ReadModels;

/// <inheritdoc cref="IStoredStates"/>
/// <remarks>Each query walks the primary key of OrleansStorage from where the last one ended: no index of its own slows the writes down.</remarks>
internal sealed class StoredStates(NpgsqlDataSource database, PostgresStorageOptions options) : IStoredStates
{
    private const string State = "ServiceId = $1 AND GrainTypeString = $2 AND GrainIdN0 = 0 AND GrainIdN1 = 0 AND GrainIdExtensionString > $3";

    private const string PageSql = $"""
        SELECT GrainIdExtensionString, ModifiedOn, PayloadBinary IS NULL,
            coalesce($5 = '' OR position(convert_to($5, 'UTF8') IN PayloadBinary) > 0, false)
        FROM OrleansStorage
        WHERE {State} ORDER BY GrainIdExtensionString LIMIT $4
        """;

    private const string HoldingSql = $"""
        SELECT GrainIdExtensionString FROM OrleansStorage
        WHERE {State} AND GrainIdExtensionString < $4 AND position(convert_to($5, 'UTF8') IN PayloadBinary) > 0
        ORDER BY GrainIdExtensionString LIMIT $6
        """;

    private const string DropSql = $"""
        DELETE FROM OrleansStorage WHERE {State} AND GrainIdExtensionString <= $4 AND PayloadBinary IS NULL AND ModifiedOn < $5
        """;

    private const string DropTenantSql = """
        DELETE FROM OrleansStorage
        WHERE ServiceId = $1 AND GrainIdExtensionString > $2 AND GrainIdExtensionString < $3 AND NOT (GrainTypeString = ANY ($4))
        """;

    private const int LongestQuery = 30; // seconds

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredRow>> Page(string stateName, string after, int limit, string mark, CancellationToken cancellation) => Read(
        Command(PageSql, stateName, after, limit, mark),
        row => new StoredRow(row.GetString(0), new DateTimeOffset(row.GetDateTime(1), TimeSpan.Zero), row.GetBoolean(2), row.GetBoolean(3)),
        cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> Holding(string stateName, string? tenant, string text, string after, int limit, CancellationToken cancellation)
    {
        // Keys compare by bytes, and "0" is what follows "/": between the two lies all that is the tenant's.
        var (first, end) = tenant is null ? (after, "~") : (string.CompareOrdinal(after, tenant + "/") > 0 ? after : tenant + "/", tenant + "0");
        return Read(Command(HoldingSql, stateName, first, end, text, limit), row => row.GetString(0), cancellation);
    }

    /// <inheritdoc />
    public async Task<int> DropCleared(string stateName, string after, string upTo, DateTimeOffset before, CancellationToken cancellation)
    {
        try
        {
            await using var command = Command(DropSql, stateName, after, upTo, DateTime.SpecifyKind(before.UtcDateTime, DateTimeKind.Unspecified));
            return await command.ExecuteNonQueryAsync(cancellation);
        }
        catch (DbException)
        {
            throw DatabaseAway.NothingChanged();
        }
    }

    /// <inheritdoc />
    public async Task<int> DropOwned(string key, CancellationToken cancellation)
    {
        try
        {
            await using var command = database.CreateCommand("DELETE FROM OrleansStorage WHERE ServiceId = $1 AND GrainIdExtensionString = $2 AND GrainIdN0 = 0 AND GrainIdN1 = 0");
            command.CommandTimeout = LongestQuery;
            foreach (var value in (string[])[options.ServiceId, key]) command.Parameters.Add(new() { Value = value });
            return await command.ExecuteNonQueryAsync(cancellation);
        }
        catch (DbException)
        {
            throw DatabaseAway.NothingChanged();
        }
    }

    /// <inheritdoc />
    public async Task<int> DropTenant(string tenant, IReadOnlyList<string> except, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await using var batch = new NpgsqlBatch(connection, transaction) { Timeout = LongestQuery };
            batch.BatchCommands.Add(TenantRows.AsEveryone());
            foreach (var table in (string[])["audit", "audit_waiting", "audit_link", "audit_head", "usage_ledger", "idempotency_key", "agent_task", "event_log"])
                batch.BatchCommands.Add(new($"DELETE FROM {table} WHERE tenant = $1") { Parameters = { new() { Value = tenant } } });
            var states = new NpgsqlBatchCommand(DropTenantSql);
            foreach (var value in (object[])[options.ServiceId, tenant + "/", tenant + "0", except.ToArray()]) states.Parameters.Add(new() { Value = value });
            batch.BatchCommands.Add(states);
            await batch.ExecuteNonQueryAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return (int)states.Rows;
        }
        catch (DbException)
        {
            throw DatabaseAway.NothingChanged();
        }
    }

    private NpgsqlCommand Command(string sql, string stateName, params ReadOnlySpan<object> rest)
    {
        var command = database.CreateCommand(sql);
        command.CommandTimeout = LongestQuery;
        command.Parameters.Add(new() { Value = options.ServiceId });
        command.Parameters.Add(new() { Value = stateName });
        foreach (var value in rest) command.Parameters.Add(new() { Value = value });
        return command;
    }

    private static async Task<IReadOnlyList<T>> Read<T>(NpgsqlCommand query, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        await using var command = query;
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            return await reader.All(read, cancellation);
        }
        catch (DbException)
        {
            throw DatabaseAway.NothingChanged();
        }
    }
}
