using Microsoft.Extensions.Logging;
using Npgsql;

namespace Actors.Postgres.Migrations;

/// <summary>
/// Brings a database to this program's schema. A database that is already there costs one query. Otherwise the missing files
/// are applied in order, each in its own transaction, under an advisory lock, so that silos which start together do it once.
/// </summary>
public sealed partial class Migrator(NpgsqlDataSource database, ILogger<Migrator> log, IReadOnlyList<Migration> migrations)
{
    private const long Lock = 0x4163746f72730001;

    /// <summary>A migrator to the schema of this program.</summary>
    public Migrator(NpgsqlDataSource database, ILogger<Migrator> log) : this(database, log, Migration.All)
    {
    }

    /// <summary>Whether the schema is in place.</summary>
    public bool Done { get; private set; }

    /// <summary>Applies what is missing.</summary>
    /// <exception cref="MigrationException">A file failed or was changed after it was applied, or the database is newer than this program.</exception>
    public async Task Migrate(CancellationToken cancellation)
    {
        await using var connection = await database.Connect(cancellation);
        if (Missing(await Applied(connection, cancellation)).Count > 0)
            await ApplyMissing(connection, cancellation);
        Done = true;
    }

    private async Task ApplyMissing(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await Execute(connection, $"SELECT pg_advisory_lock({Lock})", cancellation);
        try
        {
            await Execute(connection, """
                CREATE TABLE IF NOT EXISTS actors_migration (
                    number integer PRIMARY KEY, name text NOT NULL, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())
                """, cancellation);
            foreach (var migration in Missing(await Applied(connection, cancellation)))
                await Apply(connection, migration, cancellation);
        }
        finally
        {
            await Execute(connection, $"SELECT pg_advisory_unlock({Lock})", CancellationToken.None);
        }
    }

    private async Task Apply(NpgsqlConnection connection, Migration migration, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        try
        {
            await Execute(connection, migration.Sql, cancellation);
        }
        catch (PostgresException e)
        {
            throw new MigrationException(
                $"Migration {migration.Name} failed and was rolled back: {e.MessageText}. "
                + "Mend what it names (a fresh database must be empty; the role needs CREATE on its schema) and start again.", e);
        }

        await using var record = new NpgsqlCommand("INSERT INTO actors_migration (number, name, sha256) VALUES ($1, $2, $3)", connection)
        {
            Parameters = { new() { Value = migration.Number }, new() { Value = migration.Name }, new() { Value = migration.Checksum } },
        };
        await record.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        LogApplied(migration.Name);
    }

    private List<Migration> Missing(IReadOnlyDictionary<int, (string Name, string Checksum)> applied)
    {
        var known = migrations.ToDictionary(m => m.Number);
        foreach (var (number, (name, checksum)) in applied)
        {
            if (!known.TryGetValue(number, out var migration))
                throw new MigrationException(
                    $"The database was migrated by a newer version of this program: it has {name}, which this one lacks. "
                    + "Run the newer version, or restore a backup taken before that migration.");
            if (migration.Checksum != checksum)
                throw new MigrationException(
                    $"Migration {migration.Name} was changed after it was applied to this database (as {name}, SHA-256 {checksum}; "
                    + $"now {migration.Checksum}). Restore the file as it was and put the change in a new migration.");
        }

        return [.. migrations.Where(m => !applied.ContainsKey(m.Number))];
    }

    internal static async Task<IReadOnlyDictionary<int, (string Name, string Checksum)>> Applied(
        NpgsqlConnection connection, CancellationToken cancellation)
    {
        var applied = new SortedDictionary<int, (string, string)>();
        try
        {
            await using var command = new NpgsqlCommand("SELECT number, name, sha256 FROM actors_migration", connection);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
                applied.Add(reader.GetInt32(0), (reader.GetString(1), reader.GetString(2)));
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return applied;
        }

        return applied;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Applied migration {Name}")]
    private partial void LogApplied(string name);
}
