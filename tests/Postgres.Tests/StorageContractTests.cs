using System.Text;
using Actors.Postgres.Storage;
using Actors.TestKit;

namespace Actors.Postgres.Tests;

/// <summary>Our grain storage and the Orleans ADO.NET provider work on the same rows: either takes over from the other.</summary>
public sealed class StorageContractTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly PostgresGrainStorage storage = new(database.Source, new GrainStateJson([]), new PostgresStorageOptions("actors"));
    private readonly StoredQueries provider = new(database.Source);

    public sealed record State(int Count)
    {
        public State() : this(0)
        {
        }
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await storage.DisposeAsync();

    [Fact]
    public async Task Every_query_that_a_provider_looks_for_is_there_and_fits_its_column()
    {
        await using var command = database.Source.CreateCommand("SELECT QueryKey FROM OrleansQuery WHERE length(QueryText) <= 8000");
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await reader.ReadAsync())
            found.Add(reader.GetString(0));

        Assert.Equal(StoredQueries.Keys.Order(), found.Order());
    }

    // The hashes are what Orleans 10.4 computes: its StableHash of the key's UTF-8 bytes reversed, and of the state's name.
    [Theory]
    [InlineData("demo/ada", 2068114719)]
    [InlineData("demo/ada/zwölf-🏃-a longer key than sixteen bytes", -934405174)]
    public async Task A_row_of_ours_is_the_row_that_the_provider_finds_and_goes_on_with(string key, int hash)
    {
        var grain = GrainId.Create("goals", key);
        var state = new GrainState<State>(new State(1));
        await storage.WriteStateAsync("goals", grain, state);

        var row = Assert.Single(await provider.Run("ReadFromStorageKey", Identity(key, hash)));
        Assert.Equal(("{\"count\":1}", 1), (Encoding.UTF8.GetString((byte[])row["PayloadBinary"]!), row["Version"]));
        Assert.Equal(2, await provider.Value("WriteToStorageKey", Write(key, hash, 1, "{\"count\":2}")));
        await storage.ReadStateAsync("goals", grain, state);
        Assert.Equal((new State(2), "2"), (state.State!, state.ETag));
    }

    [Fact]
    public async Task A_row_of_the_provider_is_the_row_that_we_find_and_go_on_with()
    {
        var key = $"demo/{Guid.NewGuid():n}";
        var hash = new StateKey("goals", GrainId.Create("goals", key)).KeyHash;
        Assert.Equal(1, await provider.Value("WriteToStorageKey", Write(key, hash, null, "{\"count\":5}")));

        var state = new GrainState<State>();
        await storage.ReadStateAsync("goals", GrainId.Create("goals", key), state);
        await storage.ClearStateAsync("goals", GrainId.Create("goals", key), state);

        var row = Assert.Single(await provider.Run("ReadFromStorageKey", Identity(key, hash)));
        Assert.Equal((null, 2), (row["PayloadBinary"], row["Version"]));
        Assert.Equal(3, await provider.Value("WriteToStorageKey", Write(key, hash, 2, "{}")));
    }

    [Fact]
    public async Task The_provider_is_told_of_a_lost_race_by_getting_no_version()
    {
        var key = $"demo/{Guid.NewGuid():n}";
        (string, object?)[] Versioned(int version) => [.. Identity(key, 1), ("GrainStateVersion", version)];

        Assert.Equal(1, await provider.Value("WriteToStorageKey", Write(key, 1, null, "1")));
        Assert.Null(await provider.Value("WriteToStorageKey", Write(key, 1, null, "2")));
        Assert.Null(await provider.Value("WriteToStorageKey", Write(key, 1, 7, "3")));
        Assert.Null(await provider.Value("ClearStorageKey", Versioned(7)));
        Assert.Equal(2, await provider.Value("ClearStorageKey", Versioned(1)));
        Assert.Null(await provider.Value("DeleteStorageKey", Versioned(1)));
        Assert.Equal(3, await provider.Value("DeleteStorageKey", Versioned(2)));
        Assert.Empty(await provider.Run("ReadFromStorageKey", Identity(key, 1)));
    }

    [Fact]
    public async Task The_provider_may_keep_grains_with_numbers_and_GUIDs_beside_ours()
    {
        foreach (var (n0, n1, extension) in new[] { (0L, 7L, null), (7L, 7L, null), (0L, 7L, "demo/x") })
        {
            (string, object?)[] parameters = [.. Write("", 1, null, "{}").Where(p => !p.Name.StartsWith("GrainIdN", StringComparison.Ordinal) && p.Name != "GrainIdExtensionString"),
                ("GrainIdN0", n0), ("GrainIdN1", n1), ("GrainIdExtensionString", extension)];

            Assert.Equal(1, await provider.Value("WriteToStorageKey", parameters));
            Assert.Null(await provider.Value("WriteToStorageKey", parameters));
        }
    }

    private static (string Name, object? Value)[] Identity(string key, int hash) =>
    [
        ("GrainIdHash", hash), ("GrainIdN0", 0L), ("GrainIdN1", 0L), ("GrainTypeHash", -1457001097), ("GrainTypeString", "goals"),
        ("GrainIdExtensionString", key), ("ServiceId", "actors"),
    ];

    private static (string Name, object? Value)[] Write(string key, int hash, int? version, string json) =>
        [.. Identity(key, hash), ("GrainStateVersion", version), ("PayloadBinary", Encoding.UTF8.GetBytes(json))];
}
