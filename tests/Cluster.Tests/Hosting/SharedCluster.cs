using Actors.TestKit;

namespace Actors.Cluster.Tests.Hosting;

/// <summary>One cluster for the tests that only take members from it: each begins by filling it up again.</summary>
[CollectionDefinition(nameof(SharedCluster))]
public sealed class SharedCluster : IAsyncLifetime, ICollectionFixture<SharedCluster>
{
    private TestDatabase? database;
    private Cluster? cluster;
    private int handedOut;

    internal TestDatabase Database => database!;

    /// <summary>People who only read.</summary>
    internal IEnumerable<Person> Readers => cluster!.People.Take(16);

    public async Task InitializeAsync()
    {
        if (!Programs.CanRunClusters) return;
        database = await TestDatabase.Create();
        cluster = new Cluster(database.Url, "shared") { Population = 32 };
    }

    public async Task DisposeAsync()
    {
        if (cluster is not null) await cluster.DisposeAsync();
        if (database is not null) await database.DisposeAsync();
    }

    /// <summary>The cluster with three silos and two gateways, all ready.</summary>
    internal async Task<Cluster> Filled(CancellationToken cancellation)
    {
        await cluster!.Fill(3, 2, cancellation);
        return cluster;
    }

    /// <summary>People who have no goals yet.</summary>
    internal IReadOnlyList<Person> Writers(int count)
    {
        handedOut += count;
        return [.. cluster!.People.SkipLast(handedOut - count).TakeLast(count)];
    }
}
