using Actors.Postgres;
using Actors.Postgres.Migrations;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Actors.TestKit;

/// <summary>
/// A migrated database of one test class's own, in the server that <c>DATABASE_URL</c> names: a class fixture, dropped at the
/// end. <see cref="Create"/> makes further ones, empty, for tests that need to break theirs.
/// </summary>
public sealed class TestDatabase : IAsyncLifetime
{
    private string? name;

    /// <summary>The connection string of this database, in Npgsql's form.</summary>
    public string Url { get; private set; } = "";

    /// <summary>Connections to this database, closed with it.</summary>
    public NpgsqlDataSource Source { get; private set; } = null!;

    /// <summary>Makes an empty database; dispose it to drop it.</summary>
    public static async Task<TestDatabase> Create()
    {
        var database = new TestDatabase { name = $"test_{Guid.NewGuid():n}" };
        var settings = Server();
        await Execute(settings.ConnectionString, $"CREATE DATABASE {database.name}");
        settings.Database = database.name;
        database.Url = settings.ConnectionString;
        database.Source = NpgsqlDataSource.Create(database.Url);
        return database;
    }

    public async Task InitializeAsync()
    {
        var created = await Create();
        (name, Url, Source) = (created.name, created.Url, created.Source);
        await new Migrator(Source, NullLogger<Migrator>.Instance).Migrate(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        if (name is null)
            return;
        await Source.DisposeAsync();
        await Execute(Server().ConnectionString, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        name = null;
    }

    private static NpgsqlConnectionStringBuilder Server() =>
        Environment.GetEnvironmentVariable("DATABASE_URL") is { Length: > 0 } url
            ? DatabaseUrl.Parse(url)
            : throw new InvalidOperationException("These tests need a Postgres server: run ./test, which starts one, or set DATABASE_URL.");

    private static async Task Execute(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 60 };
        await command.ExecuteNonQueryAsync();
    }
}
