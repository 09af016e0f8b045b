using System.Collections.Concurrent;
using Actors.Gateway.Admission;

namespace Actors.Gateway.Tests.Admission;

/// <summary>A tenant that floods waits for itself.</summary>
public sealed class FairTurnsTests
{
    [Fact]
    public async Task Another_tenants_call_is_next_however_many_of_the_first_one_wait()
    {
        var turns = new FairTurns(1);
        var running = await turns.Enter("a");
        var order = new ConcurrentQueue<string>();
        Task[] calls = [.. Enumerable.Range(0, 100).Select(_ => Call("a")), Call("b")];
        running.Dispose();
        await Task.WhenAll(calls);
        Assert.Equal("b", order.First());

        async Task Call(string tenant)
        {
            using var turn = await turns.Enter(tenant);
            order.Enqueue(tenant);
        }
    }

    [Fact]
    public async Task A_tenant_leaves_places_for_others_however_long_its_own_calls_take()
    {
        var turns = new FairTurns(5);
        var flood = Enumerable.Range(0, 100).Select(_ => turns.Enter("a").AsTask()).ToArray();
        using var other = await turns.Enter("b");
        while (flood.Count(call => call.IsCompletedSuccessfully) < 3) await Task.Yield();
        await turns.Enter("c"); // whatever was given a turn before has it by now
        Assert.Equal(3, flood.Count(call => call.IsCompletedSuccessfully));
    }

    [Fact]
    public async Task Every_call_gets_a_place_and_all_places_come_back()
    {
        var turns = new FairTurns(3);
        var (running, most) = (0, 0);
        for (var round = 0; round < 2; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => Task.Run(async () =>
            {
                using var turn = await turns.Enter($"t{i % 5}");
                var now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                await Task.Yield();
                Interlocked.Decrement(ref running);
            })));
        }

        Assert.InRange(most, 1, 3);
        using var last = await turns.Enter("a");
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value && Interlocked.CompareExchange(ref target, value, seen) != seen; seen = Volatile.Read(ref target))
        {
        }
    }
}
