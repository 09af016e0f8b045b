using System.Data.Common;
using Actors.Contracts;
using Npgsql;

namespace Actors.Postgres.ReadModels;

/// <summary>
/// Asks the tables with row-level security. What answers a tenant is asked as the role <c>actors_tenant</c> with that tenant set:
/// a query that forgot whose rows it wants would still see no others. Bookkeeping over all tenants has a door of its own.
/// </summary>
internal sealed class TenantRows(NpgsqlDataSource database)
{
    private const string Everyone = "*";
    private const string DataException = "22";
    private const int LongestQuery = 30; // seconds

    private const string Role = "SELECT coalesce((SELECT rolname FROM pg_roles WHERE rolname = 'actors_tenant' AND pg_has_role(oid, 'MEMBER')), 'none')";

    private string? role;

    /// <summary>Reads as the tenant.</summary>
    public async Task<IReadOnlyList<T>> Read<T>(string tenant, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellation, params object?[] parameters)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellation);
            await using var batch = new NpgsqlBatch(connection) { Timeout = LongestQuery };
            batch.BatchCommands.Add(Command("SELECT set_config('actors.tenant', $1, true), set_config('role', $2, true)", tenant, role ??= await Find(connection)));
            batch.BatchCommands.Add(Command(sql, parameters));
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            await reader.NextResultAsync(cancellation);
            return await reader.All(read, cancellation);
        }
        catch (PostgresException unfit) when (unfit.SqlState.StartsWith(DataException, StringComparison.Ordinal))
        {
            throw ActorException.InvalidArgument("after", "This is no place to go on from: use what the part before said.");
        }
        catch (DbException)
        {
            throw DatabaseAway.NothingChanged();
        }
    }

    /// <summary>Runs the backend's own bookkeeping, over all tenants, in one transaction.</summary>
    public async Task<T> Keep<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await using var set = connection.Sql("SELECT set_config('actors.tenant', $1, true)", Everyone);
            await set.ExecuteNonQueryAsync(cancellation);
            var result = await work(connection);
            await transaction.CommitAsync(cancellation);
            return result;
        }
        catch (DbException)
        {
            throw DatabaseAway.NothingChanged();
        }
    }

    /// <summary>Lets what comes behind it in the same transaction do such bookkeeping.</summary>
    public static NpgsqlBatchCommand AsEveryone() => Command("SELECT set_config('actors.tenant', $1, true)", Everyone);

    public static NpgsqlBatchCommand Command(string sql, params object?[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in parameters) command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        return command;
    }

    private static async Task<string> Find(NpgsqlConnection connection)
    {
        await using var command = connection.Sql(Role);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
