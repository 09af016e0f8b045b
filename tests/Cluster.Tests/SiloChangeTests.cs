using System.Diagnostics;
using Actors.Cluster.Tests.Hosting;
using Xunit.Abstractions;

namespace Actors.Cluster.Tests;

/// <summary>Silos that are stopped and replaced on purpose, under load.</summary>
[Collection(nameof(SharedCluster))]
public sealed class SiloChangeTests(SharedCluster shared, ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(25);

    private readonly CancellationTokenSource bound = new(TimeSpan.FromMinutes(2));

    [ClusterFact]
    public async Task A_silo_that_is_told_to_end_drains_in_time_and_no_call_fails()
    {
        var cluster = await shared.Filled(bound.Token);
        await using var reads = Load.OfReads(shared.Readers, cluster.Gateways, bound.Token);
        await using var writes = Load.OfWrites(shared.Writers(6), cluster.Gateways, bound.Token);
        while (writes.Answered < 100) await Task.Delay(10, bound.Token);

        var told = Stopwatch.GetTimestamp();
        var exitCode = await cluster.Silos[0].Drain(bound.Token);
        var took = Stopwatch.GetElapsedTime(told);
        await Task.Delay(1000, bound.Token);
        Load.Call[] calls = [.. await reads.Stop(), .. await writes.Stop()];

        output.Report(calls, $"Drained in {took.TotalSeconds:0.0} s.");
        Assert.Empty(calls.Failed());
        Assert.Equal(0, exitCode);
        Assert.InRange(took, TimeSpan.Zero, DrainLimit);
    }

    [ClusterFact]
    public async Task Silos_are_replaced_by_a_newer_version_one_by_one_and_no_call_fails()
    {
        Assert.NotEqual(Version(Programs.Current), Version(Programs.Next));
        var cluster = await shared.Filled(bound.Token);
        await using var reads = Load.OfReads(shared.Readers, cluster.Gateways, bound.Token);

        var began = Stopwatch.GetTimestamp();
        foreach (var old in cluster.Silos.ToArray())
        {
            await cluster.AddSilo(Programs.Next).Ready(bound.Token);
            Assert.Equal(0, await old.Drain(bound.Token));
        }

        await Task.Delay(1000, bound.Token);
        var calls = await reads.Stop();

        output.Report(calls, $"Three silos were replaced in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s.");
        Assert.Empty(calls.Failed());
        Assert.All(cluster.Silos.Where(silo => silo.IsRunning), silo => Assert.Equal(Programs.Next, silo.Program));
    }

    public void Dispose() => bound.Dispose();

    private static string? Version(string program) => FileVersionInfo.GetVersionInfo(Path.ChangeExtension(program, ".dll")).FileVersion;
}
