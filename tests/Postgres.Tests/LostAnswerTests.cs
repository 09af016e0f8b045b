using Actors.Postgres.Storage;
using Actors.TestKit;
using Npgsql;

namespace Actors.Postgres.Tests;

/// <summary>A connection that dies between the commit and its answer: the write is stored, and its writer is told so.</summary>
public sealed class LostAnswerTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_write_whose_answer_is_lost_is_neither_failed_nor_done_twice()
    {
        var settings = new NpgsqlConnectionStringBuilder(database.Url);
        await using var proxy = new LossyProxy(settings.Host!, settings.Port);
        (settings.Host, settings.Port) = ("127.0.0.1", proxy.Port);
        await using var source = NpgsqlDataSource.Create(settings.ConnectionString);
        await using var storage = new PostgresGrainStorage(source, new GrainStateJson([]), new PostgresStorageOptions());
        var grain = GrainId.Create("note", "demo/ada");
        var state = new GrainState<string>("first");

        foreach (var (text, version) in new[] { ("first", "1"), ("second", "2"), ("third", "3") })
        {
            // An idle connection, so that the next bytes from the server are the answer to the write.
            await using (await source.OpenConnectionAsync())
                proxy.LoseNextAnswer();
            state.State = text;
            await storage.WriteStateAsync("note", grain, state);
            Assert.Equal(version, state.ETag);
        }

        Assert.Equal(3, proxy.Lost);
        await using var direct = new PostgresGrainStorage(database.Source, new GrainStateJson([]), new PostgresStorageOptions());
        var stored = new GrainState<string>("");
        await direct.ReadStateAsync("note", grain, stored);
        Assert.Equal(("third", "3"), (stored.State, stored.ETag));
    }
}
