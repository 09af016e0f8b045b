using Actors.Postgres.Migrations;
using Actors.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Actors.Postgres.Tests;

public sealed class MigrationTests : IAsyncLifetime
{
    private TestDatabase database = null!;

    public async Task InitializeAsync() => database = await TestDatabase.Create();

    public Task DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task A_fresh_database_gets_every_file_in_order_and_a_second_start_changes_nothing()
    {
        await Migrate();
        await Migrate();

        Assert.Equal(
            Migration.All.Select(m => $"{m.Number} {m.Name} {m.Checksum}"),
            await Rows("SELECT concat_ws(' ', number, name, sha256) FROM actors_migration ORDER BY applied_at, number"));
        Assert.Equal(Enumerable.Range(1, Migration.All.Count), Migration.All.Select(m => m.Number));
    }

    [Fact]
    public async Task Eight_processes_that_start_together_apply_each_file_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Migrate())));

        Assert.Equal(Migration.All.Count, (await Rows("SELECT name FROM actors_migration")).Count);
    }

    [Fact]
    public async Task A_file_that_fails_leaves_nothing_behind_and_those_before_it_stay()
    {
        Migration[] broken = [new(1, "0001_good.sql", "CREATE TABLE good ()"), new(2, "0002_bad.sql", "CREATE TABLE bad (); SELECT nonsense")];

        var error = await Assert.ThrowsAsync<MigrationException>(() => Migrate(broken));

        Assert.Contains("0002_bad.sql", error.Message, StringComparison.Ordinal);
        Assert.Equal(["actors_migration", "good"], await Rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"));
    }

    [Fact]
    public async Task A_file_that_was_changed_after_it_was_applied_is_refused()
    {
        await Migrate([new(1, "0001_a.sql", "CREATE TABLE a ()")]);

        var error = await Assert.ThrowsAsync<MigrationException>(() => Migrate([new(1, "0001_a.sql", "CREATE TABLE a (b int)")]));

        Assert.Contains("0001_a.sql was changed", error.Message, StringComparison.Ordinal);
        Assert.Contains("new migration", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_a_newer_program_migrated_is_refused()
    {
        await Migrate([new(1, "0001_a.sql", "CREATE TABLE a ()"), new(2, "0002_future.sql", "CREATE TABLE b ()")]);

        var error = await Assert.ThrowsAsync<MigrationException>(() => Migrate([new(1, "0001_a.sql", "CREATE TABLE a ()")]));

        Assert.Contains("0002_future.sql", error.Message, StringComparison.Ordinal);
        Assert.Contains("newer version", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checksum_does_not_depend_on_line_endings() =>
        Assert.Equal(new Migration(1, "a", "x\ny\n").Checksum, new Migration(1, "a", "x\r\ny\r\n").Checksum);

    private Task Migrate(IReadOnlyList<Migration>? migrations = null) =>
        new Migrator(database.Source, NullLogger<Migrator>.Instance, migrations ?? Migration.All).Migrate(CancellationToken.None);

    private async Task<IReadOnlyList<string>> Rows(string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }
}
