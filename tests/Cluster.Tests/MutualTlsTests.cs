using System.Net;
using Actors.Cluster.Tests.Hosting;
using Actors.TestKit;

namespace Actors.Cluster.Tests;

/// <summary>A cluster whose members know each other by certificates of one authority.</summary>
public sealed class MutualTlsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("actors-tls-");
    private readonly CancellationTokenSource bound = new(TimeSpan.FromMinutes(2));

    [ClusterFact]
    public async Task Members_of_one_authority_form_a_cluster_and_others_are_refused()
    {
        using var ours = new Authority(folder, "ours");
        using var other = new Authority(folder, "other");
        await using var database = await TestDatabase.Create();
        await using var cluster = new Hosting.Cluster(database.Url, "tls");
        cluster.AddSilo(settings: ours.Member("silo-1"));
        var second = cluster.AddSilo(settings: ours.Member("silo-2"));
        var gateway = cluster.AddGateway(ours.Member("gateway"));
        await cluster.Ready(bound.Token);
        foreach (var person in cluster.People)
            Assert.True((await person.SetGoal(gateway, "tls", bound.Token)).IsOk);

        var plain = cluster.AddSilo();
        Assert.Equal(1, await plain.Exit(bound.Token));
        Assert.Contains("expects TLS, and this one has none", plain.Log);

        var foreignSilo = cluster.AddSilo(settings: other.Member("silo"));
        Assert.Equal(1, await foreignSilo.Exit(bound.Token));
        Assert.Contains("do not accept each other", foreignSilo.Log);

        var foreignGateway = cluster.AddGateway(other.Member("gateway"));
        await foreignGateway.Says("No TLS with", bound.Token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await foreignGateway.Get("/readyz", bound.Token));

        Assert.True((await cluster.People[0].ListGoals(gateway, bound.Token)).IsOk);

        ours.Spoil("silo-2");
        var third = cluster.AddSilo(settings: ours.Member("silo-3"));
        await second.Says("stays in use, until the files change again", bound.Token);
        await third.Ready(bound.Token);
    }

    public void Dispose()
    {
        bound.Dispose();
        folder.Delete(recursive: true);
    }
}
