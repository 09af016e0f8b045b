using Actors.Postgres.Migrations;
using Actors.Postgres.Storage;
using Actors.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Actors.Postgres.Tests;

/// <summary>What callers see when Postgres dies, hangs and comes back under the storage that comes with Orleans.</summary>
public sealed class AdoNetOutageTests(PrivatePostgres cluster) : IClassFixture<PrivatePostgres>
{
    [OutageFact]
    public async Task An_outage_is_told_in_the_words_of_our_storage_and_once_it_is_over_all_is_well()
    {
        await using (var source = NpgsqlDataSource.Create(DatabaseUrl.Parse(cluster.Url).ConnectionString))
            await new Migrator(source, NullLogger<Migrator>.Instance).Migrate(CancellationToken.None);
        await using var services = await AdoNetProvider.Start(cluster.Url, "test");
        var storage = services.GetRequiredService<AdoNetStorage>();
        var (grain, state) = (GrainId.Create("note", "demo/ada"), new GrainState<string>("one"));
        await storage.WriteStateAsync("note", grain, state);

        await cluster.Freeze();
        var unanswered = await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.WriteStateAsync("note", grain, state));
        await cluster.Thaw();
        await cluster.Kill();
        var read = await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.ReadStateAsync("note", grain, state));
        var write = await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.WriteStateAsync("note", grain, state));

        Assert.True(unanswered.OutcomeUnknown);
        Assert.False(read.OutcomeUnknown);
        Assert.False(write.OutcomeUnknown);
        await cluster.Start();
        await storage.ReadStateAsync("note", grain, state);
        await storage.WriteStateAsync("note", grain, state);
        Assert.Equal("one", state.State);
    }
}
