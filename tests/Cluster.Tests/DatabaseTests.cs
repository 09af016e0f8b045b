using System.Diagnostics;
using System.Net;
using Actors.Cluster.Tests.Hosting;
using Actors.Contracts;
using Actors.TestKit;
using Xunit.Abstractions;

namespace Actors.Cluster.Tests;

/// <summary>A cluster and the database that it stands on.</summary>
public sealed class DatabaseTests(PrivatePostgres postgres, ITestOutputHelper output) : IClassFixture<PrivatePostgres>, IDisposable
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource bound = new(TimeSpan.FromMinutes(3));

    [ClusterFact]
    public async Task While_Postgres_is_down_members_stay_and_calls_that_need_it_say_so_and_when_it_is_back_all_is_well()
    {
        await using var cluster = new Hosting.Cluster(postgres.Url, "outage");
        await cluster.Fill(2, 1, bound.Token);
        var gateway = cluster.Gateways[0];
        var active = cluster.People[0];
        Assert.True((await active.SetGoal(gateway, "before", bound.Token)).IsOk);

        await postgres.Stop();
        var down = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(down) < Outage)
        {
            AssertAway(await active.SetGoal(gateway, "during", bound.Token));
            AssertAway(await cluster.People[1].SetGoal(gateway, "during", bound.Token));
            await Task.Delay(500, bound.Token);
        }

        Assert.All(cluster.Silos.Append(gateway), member => Assert.True(member.IsRunning, member.Log));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await cluster.Silos[0].Get("/readyz", bound.Token));

        await postgres.Start();
        var up = Stopwatch.GetTimestamp();
        await cluster.Ready(bound.Token);
        output.WriteLine($"All members were ready {Stopwatch.GetElapsedTime(up).TotalSeconds:0.0} s after Postgres was back.");
        Assert.All(cluster.Silos.Append(gateway), member => Assert.True(member.IsRunning, member.Log));
        foreach (var person in cluster.People)
            Assert.True((await person.SetGoal(gateway, "after", bound.Token)).IsOk);
    }

    [ClusterFact]
    public async Task A_silo_of_another_cluster_is_refused_and_told_whose_database_this_is()
    {
        await using var database = await TestDatabase.Create();
        await using var cluster = new Hosting.Cluster(database.Url, "first");
        await cluster.AddSilo().Ready(bound.Token);

        var stranger = cluster.AddSilo(settings: new KeyValuePair<string, string>("Actors__Cluster__ClusterId", "another"));
        var exitCode = await stranger.Exit(bound.Token);

        Assert.Equal(1, exitCode);
        Assert.Contains("This database is in use by", stranger.Log);
        Assert.True(cluster.Silos[0].IsRunning);
    }

    [ClusterFact]
    public async Task When_all_silos_were_killed_at_once_new_ones_at_other_addresses_start_and_gateways_find_them()
    {
        await using var database = await TestDatabase.Create();
        await using var cluster = new Hosting.Cluster(database.Url, "all-killed");
        await cluster.Fill(2, 1, bound.Token);
        var gateway = cluster.Gateways[0];
        Assert.True((await cluster.People[0].SetGoal(gateway, "kept", bound.Token)).IsOk);

        foreach (var silo in cluster.Silos) silo.Kill();
        while (await gateway.Get("/readyz", bound.Token) is HttpStatusCode.OK) await Task.Delay(100, bound.Token);
        AssertAway(await cluster.People[0].WhoAmI(gateway, bound.Token));
        var killed = Stopwatch.GetTimestamp();
        await cluster.Fill(2, 1, bound.Token);

        output.WriteLine($"Two new silos and the gateway were ready after {Stopwatch.GetElapsedTime(killed).TotalSeconds:0.0} s.");
        var goals = await cluster.People[0].ListGoals(gateway, bound.Token);
        Assert.Contains("\"kept\"", goals.Body.ToString());
    }

    private static void AssertAway(Answer answer) => Assert.True(
        answer is { Status: 503, Code: ErrorCodes.Unavailable } or { Status: 504, Code: ErrorCodes.UnknownOutcome }, answer.ToString());

    public void Dispose() => bound.Dispose();
}
