using Actors.Postgres.Storage;
using Actors.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Actors.Postgres.Tests;

/// <summary>A server that has no connection left for us.</summary>
public sealed class FullServerTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly string role = $"limited_{Guid.NewGuid():n}";

    public Task InitializeAsync() =>
        Execute($"CREATE ROLE {role} LOGIN PASSWORD 'secret' CONNECTION LIMIT 0; GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}");

    public Task DisposeAsync() => Execute($"DROP OWNED BY {role}; DROP ROLE {role}");

    [Fact]
    public async Task A_call_that_finds_no_connection_says_that_nothing_was_written_and_one_that_finds_one_goes_through()
    {
        var ours = new NpgsqlConnectionStringBuilder(database.Url) { Username = role, Password = "secret" };
        await using var services = new ServiceCollection().AddLogging().AddPostgres(ours.ConnectionString).BuildServiceProvider();
        var storage = services.GetRequiredService<PostgresGrainStorage>();
        var grain = GrainId.Create("full", $"demo/{Guid.NewGuid():n}");
        var state = new GrainState<OutageTests.Counter>(new(1));

        var refused = await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.WriteStateAsync("full", grain, state));
        Assert.False(refused.OutcomeUnknown);
        Assert.Contains("53300", refused.Message, StringComparison.Ordinal);

        await Execute($"ALTER ROLE {role} CONNECTION LIMIT 8");
        await storage.WriteStateAsync("full", grain, state);
        var read = new GrainState<OutageTests.Counter>(new());
        await storage.ReadStateAsync("full", grain, read);
        Assert.Equal(1, read.State!.Count);
    }

    private async Task Execute(string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
