using System.Diagnostics;
using Actors.Cluster.Tests.Hosting;
using Actors.Contracts;
using Xunit.Abstractions;

namespace Actors.Cluster.Tests;

/// <summary>Silos that are killed or freeze, under load.</summary>
[Collection(nameof(SharedCluster))]
public sealed class SiloDeathTests(SharedCluster shared, ITestOutputHelper output) : IDisposable
{
    private readonly CancellationTokenSource bound = new(TimeSpan.FromMinutes(2));

    [ClusterFact]
    public async Task A_killed_silo_costs_no_idempotent_call_and_its_grains_are_served_elsewhere()
    {
        var cluster = await shared.Filled(bound.Token);
        await using var load = Load.OfReads(shared.Readers, cluster.Gateways, bound.Token);
        await Task.Delay(2000, bound.Token);

        var killed = Stopwatch.GetTimestamp();
        cluster.Silos[0].Kill();
        await Task.Delay(5000, bound.Token);
        var calls = await load.Stop();

        var servedAgain = calls.ServedAgain(killed);
        output.Report(calls, $"All grains were served again {servedAgain.TotalSeconds:0.0} s after the kill.");
        Assert.Empty(calls.Failed());
        Assert.InRange(servedAgain, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [ClusterFact]
    public async Task A_killed_silo_loses_no_acknowledged_write_repeats_none_and_says_at_once_which_are_unknown()
    {
        var cluster = await shared.Filled(bound.Token);
        var writers = shared.Writers(10);
        await using var load = Load.OfWrites(writers, cluster.Gateways, bound.Token);
        while (load.Answered < 200) await Task.Delay(10, bound.Token);

        cluster.Silos[0].Kill();
        var calls = await load.End();

        var unknown = calls.Failed().ToArray();
        output.Report(calls, $"{unknown.Length} with an unknown outcome.");
        Assert.All(unknown, call => Assert.Equal(ErrorCodes.UnknownOutcome, call.Answer.Code));
        Assert.All(calls, call => Assert.InRange(call.Took, TimeSpan.Zero, TimeSpan.FromSeconds(15)));
        await AssertKept(calls, cluster.Gateways[0]);
    }

    [ClusterFact]
    public async Task A_frozen_silo_is_declared_dead_costs_no_idempotent_call_and_ends_itself_when_it_thaws()
    {
        var cluster = await shared.Filled(bound.Token);
        var silo = cluster.Silos[0];
        await using var load = Load.OfReads(shared.Readers, cluster.Gateways, bound.Token);
        await Task.Delay(2000, bound.Token);

        var frozen = Stopwatch.GetTimestamp();
        await silo.Freeze();
        await DeclaredDead(silo);
        var declared = Stopwatch.GetElapsedTime(frozen);
        await Task.Delay(4000, bound.Token);
        var calls = await load.Stop();
        var thawed = Stopwatch.GetTimestamp();
        await silo.Thaw();
        var exitCode = await silo.Exit(bound.Token);

        var servedAgain = calls.ServedAgain(frozen);
        output.Report(calls, $"Declared dead {declared.TotalSeconds:0.0} s after it froze, all grains served again after {servedAgain.TotalSeconds:0.0} s; "
            + $"it ended {Stopwatch.GetElapsedTime(thawed).TotalSeconds:0.0} s after it thawed.");
        Assert.Empty(calls.Failed());
        Assert.InRange(servedAgain, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        Assert.NotEqual(0, exitCode);
        Assert.Contains("This silo cannot go on", silo.Log);
    }

    public void Dispose() => bound.Dispose();

    /// <summary>Everything acknowledged is there once, and nothing else but what had an unknown outcome.</summary>
    private async Task AssertKept(IEnumerable<Load.Call> calls, Member gateway)
    {
        foreach (var person in calls.GroupBy(call => call.Person))
        {
            var list = await person.Key.ListGoals(gateway, bound.Token);
            var kept = list.Body.GetProperty("goals").EnumerateArray().Select(goal => goal.GetProperty("type").GetString()!).ToArray();
            Assert.Equal(kept.Distinct().Order(), kept.Order());
            Assert.Superset(person.Where(call => call.Answer.IsOk).Select(call => $"goal_{call.Number}").ToHashSet(), kept.ToHashSet());
            Assert.Subset(person.Select(call => $"goal_{call.Number}").ToHashSet(), kept.ToHashSet());
        }
    }

    /// <summary>Waits until the other silos have written that this one is dead.</summary>
    private async Task DeclaredDead(Member silo)
    {
        const int Dead = 6;
        await using var command = shared.Database.Source.CreateCommand("SELECT count(*) FROM OrleansMembershipTable WHERE Port = $1 AND Status = $2");
        command.Parameters.Add(new() { Value = silo.SiloPort });
        command.Parameters.Add(new() { Value = Dead });
        while (await command.ExecuteScalarAsync(bound.Token) is 0L) await Task.Delay(100, bound.Token);
    }
}
