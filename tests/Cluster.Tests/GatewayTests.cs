using System.Net;
using Actors.Cluster.Tests.Hosting;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.TestKit;
using Xunit.Abstractions;

namespace Actors.Cluster.Tests;

/// <summary>Gateways, which come and go apart from silos.</summary>
[Collection(nameof(SharedCluster))]
public sealed class GatewayTests(SharedCluster shared, ITestOutputHelper output) : IDisposable
{
    private readonly CancellationTokenSource bound = new(TimeSpan.FromMinutes(2));

    [ClusterFact]
    public async Task When_one_gateway_is_killed_the_other_serves_everybody()
    {
        var cluster = await shared.Filled(bound.Token);
        await using var load = Load.OfReads(shared.Readers, [cluster.Gateways[1]], bound.Token);
        await using var lost = Load.OfReads(shared.Readers, [cluster.Gateways[0]], bound.Token);
        await Task.Delay(1000, bound.Token);

        cluster.Gateways[0].Kill();
        await Task.Delay(2000, bound.Token);
        var failed = (await lost.Stop()).Failed().ToArray();
        var again = await Task.WhenAll(failed.Select(call => call.Person).Distinct().Select(person => person.ListGoals(cluster.Gateways[1], bound.Token)));
        var calls = await load.Stop();

        output.Report(calls);
        Assert.Empty(calls.Failed());
        Assert.NotEmpty(again);
        Assert.All(again, answer => Assert.True(answer.IsOk, answer.ToString()));
    }

    [ClusterFact]
    public async Task A_gateway_that_starts_before_any_silo_says_so_until_there_is_one()
    {
        await using var database = await TestDatabase.Create();
        await using var cluster = new Hosting.Cluster(database.Url, "gateway-first");
        var gateway = cluster.AddGateway();
        while (await gateway.Get("/healthz", bound.Token) is not HttpStatusCode.OK) await Task.Delay(50, bound.Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await gateway.Get("/readyz", bound.Token));
        var early = await new Person(SecretText.NewApiKey()).WhoAmI(gateway, bound.Token);
        Assert.Equal((503, ErrorCodes.Unavailable), (early.Status, early.Code));

        cluster.AddSilo();
        await cluster.Ready(bound.Token);
        var answer = await cluster.People[0].ListGoals(gateway, bound.Token);
        Assert.True(answer.IsOk, answer.ToString());
    }

    [ClusterFact]
    public async Task An_idle_gateway_finds_the_silos_that_replaced_all_it_knew()
    {
        await using var database = await TestDatabase.Create();
        await using var cluster = new Hosting.Cluster(database.Url, "idle-gateway");
        await cluster.Fill(1, 1, bound.Token);
        await cluster.AddSilo().Ready(bound.Token);

        await cluster.Silos[0].Drain(bound.Token);
        var answer = await cluster.People[0].ListGoals(cluster.Gateways[0], bound.Token);

        Assert.True(answer.IsOk, answer.ToString());
    }

    public void Dispose() => bound.Dispose();
}
