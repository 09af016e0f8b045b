using System.Data;
using Npgsql;

namespace Actors.Postgres.Tests;

/// <summary>
/// Runs the texts of OrleansQuery as the Orleans ADO.NET providers do: found by key, parameters by name with the type that
/// .NET gives them, columns by name whatever their case.
/// </summary>
internal sealed class StoredQueries(NpgsqlDataSource source)
{
    /// <summary>What the providers of Orleans 10 look for; a missing one stops a silo at start.</summary>
    public static readonly string[] Keys =
    [
        "ReadFromStorageKey", "WriteToStorageKey", "ClearStorageKey", "DeleteStorageKey",
        "ReadReminderRowsKey", "ReadReminderRowKey", "ReadRangeRows1Key", "ReadRangeRows2Key",
        "UpsertReminderRowKey", "DeleteReminderRowKey", "DeleteReminderRowsKey",
        "GatewaysQueryKey", "MembershipReadRowKey", "MembershipReadAllKey", "InsertMembershipVersionKey",
        "UpdateIAmAlivetimeKey", "InsertMembershipKey", "UpdateMembershipKey", "DeleteMembershipTableEntriesKey",
        "CleanupDefunctSiloEntriesKey",
    ];

    public async Task<List<Dictionary<string, object?>>> Run(string key, params (string Name, object? Value)[] parameters)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var lookup = new NpgsqlCommand("SELECT QueryText FROM OrleansQuery WHERE QueryKey = $1", connection) { Parameters = { new() { Value = key } } };
        var text = (string)(await lookup.ExecuteScalarAsync())!;

        await using var command = new NpgsqlCommand(text, connection);
        foreach (var (name, value) in parameters)
            command.Parameters.Add(new NpgsqlParameter { ParameterName = name, Value = value ?? DBNull.Value, DbType = TypeOf(name, value) });
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<Dictionary<string, object?>>();
        while (await reader.ReadAsync())
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(
                reader.GetName, i => reader.IsDBNull(i) ? null : reader.GetValue(i), StringComparer.OrdinalIgnoreCase));
        return rows;
    }

    /// <summary>For queries that answer with one value, such as a new version or the number of rows; null when no row comes.</summary>
    public async Task<object?> Value(string key, params (string Name, object? Value)[] parameters) =>
        (await Run(key, parameters)).SingleOrDefault()?.Values.Single();

    private static DbType TypeOf(string name, object? value) => (name, value) switch
    {
        ("GrainStateVersion", _) => DbType.Int32,
        (_, int) => DbType.Int32,
        (_, long) => DbType.Int64,
        (_, byte[]) => DbType.Binary,
        (_, DateTime) => DbType.DateTime,
        _ => DbType.String,
    };
}
