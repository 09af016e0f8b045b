using Actors.TestKit;

namespace Actors.Postgres.Tests;

/// <summary>The membership protocol of an Orleans cluster, as its ADO.NET provider speaks it to our queries.</summary>
public sealed class MembershipContractTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Joining = 2, Active = 3, Dead = 6;
    private static readonly DateTime Now = new(2026, 7, 28, 12, 0, 0, DateTimeKind.Utc);

    private readonly string cluster = Guid.NewGuid().ToString("n");
    private readonly StoredQueries provider = new(database.Source);

    [Fact]
    public async Task A_cluster_has_one_version_row_and_is_known_by_it_before_any_silo_is()
    {
        Assert.Equal(1, await provider.Value("InsertMembershipVersionKey", ("DeploymentId", cluster)));
        Assert.Equal(0, await provider.Value("InsertMembershipVersionKey", ("DeploymentId", cluster)));

        var row = Assert.Single(await All());
        Assert.Equal((0, null), (row["Version"], row["StartTime"]));
    }

    [Fact]
    public async Task A_change_needs_the_latest_version_and_moves_it()
    {
        await provider.Value("InsertMembershipVersionKey", ("DeploymentId", cluster));

        Assert.Equal(0, await Join(1, version: 3));
        Assert.Equal(1, await Join(1, version: 0));
        Assert.Equal(0, await Join(1, version: 1));
        Assert.Equal(1, await Join(2, version: 1));
        Assert.Equal(0, await Update(1, Active, version: 1));
        Assert.Equal(0, await Update(9, Active, version: 2));
        Assert.Equal(1, await Update(1, Active, version: 2));

        Assert.All(await All(), row => Assert.Equal(3, row["Version"]));
        var silo = Assert.Single(await provider.Run("MembershipReadRowKey", [("DeploymentId", cluster), .. Silo(1)]));
        Assert.Equal((Active, "10.0.0.1,11111@1", Now, "silo1"), (silo["Status"], silo["SuspectTimes"], silo["StartTime"], silo["SiloName"]));
        var unknown = Assert.Single(await provider.Run("MembershipReadRowKey", [("DeploymentId", cluster), .. Silo(9)]));
        Assert.Equal((3, null), (unknown["Version"], unknown["StartTime"]));
        var gateway = Assert.Single(await provider.Run("GatewaysQueryKey", ("DeploymentId", cluster), ("Status", Active)));
        Assert.Equal(("127.0.0.1", 30000, 1), (gateway["Address"], gateway["ProxyPort"], gateway["Generation"]));
    }

    [Fact]
    public async Task Of_silos_that_join_at_once_on_one_version_exactly_one_gets_in()
    {
        await provider.Value("InsertMembershipVersionKey", ("DeploymentId", cluster));

        var joined = await Task.WhenAll(Enumerable.Range(1, 20).Select(n => Join(n, version: 0)));

        Assert.Single(joined, 1);
        Assert.Equal(1, Assert.Single(await All())["Version"]);
    }

    [Fact]
    public async Task A_sign_of_life_needs_no_version_and_the_dead_are_swept_out_by_their_last_one()
    {
        await provider.Value("InsertMembershipVersionKey", ("DeploymentId", cluster));
        await Join(1, version: 0);
        await Join(2, version: 1);
        await Join(3, version: 2);
        await Update(1, Active, version: 3);
        await Update(2, Dead, version: 4);
        await provider.Run("UpdateIAmAlivetimeKey", [("DeploymentId", cluster), .. Silo(3), ("IAmAliveTime", Now.AddDays(30))]);

        await provider.Run("CleanupDefunctSiloEntriesKey", ("DeploymentId", cluster), ("IAmAliveTime", Now.AddDays(7)));

        Assert.Equal([1, 3], (await All()).Select(row => row["Generation"]).Order());
        await provider.Run("DeleteMembershipTableEntriesKey", ("DeploymentId", cluster));
        Assert.Empty(await All());
    }

    private Task<List<Dictionary<string, object?>>> All() => provider.Run("MembershipReadAllKey", ("DeploymentId", cluster));

    private Task<object?> Join(int generation, int version) => provider.Value(
        "InsertMembershipKey",
        [
            ("DeploymentId", cluster), .. Silo(generation), ("SiloName", $"silo{generation}"), ("HostName", "host"), ("Status", Joining),
            ("ProxyPort", 30000), ("StartTime", Now), ("IAmAliveTime", Now), ("Version", version),
        ]);

    private Task<object?> Update(int generation, int status, int version) => provider.Value(
        "UpdateMembershipKey",
        [
            ("DeploymentId", cluster), .. Silo(generation), ("Status", status), ("SuspectTimes", "10.0.0.1,11111@1"),
            ("IAmAliveTime", Now.AddMinutes(1)), ("Version", version),
        ]);

    private static (string, object?)[] Silo(int generation) => [("Address", "127.0.0.1"), ("Port", 11111), ("Generation", generation)];
}
