using Actors.Gateway.Admission;

namespace Actors.Gateway.Tests.Admission;

/// <summary>A tenant that floods waits for itself.</summary>
public sealed class FairTurnsTests
{
    [Fact]
    public async Task Another_tenants_call_is_next_however_many_of_the_first_one_wait()
    {
        var turns = new FairTurns(2);
        await turns.Enter("a");
        await turns.Enter("a");
        var flood = Enumerable.Range(0, 100).Select(_ => turns.Enter("a").AsTask()).ToArray();
        var other = turns.Enter("b").AsTask();

        turns.Leave();
        Assert.False(other.IsCompleted);
        turns.Leave();
        await other;
        Assert.Equal(1, flood.Count(call => call.IsCompletedSuccessfully));
    }

    [Fact]
    public async Task Every_call_gets_a_place_and_all_places_come_back()
    {
        var turns = new FairTurns(3);
        var (running, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => Task.Run(async () =>
        {
            await turns.Enter($"t{i % 5}");
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            await Task.Yield();
            Interlocked.Decrement(ref running);
            turns.Leave();
        })));
        Assert.InRange(most, 1, 3);
        Task[] next = [.. Enumerable.Range(0, 4).Select(_ => turns.Enter("a").AsTask())];
        Assert.Equal([true, true, true, false], next.Select(call => call.IsCompleted));
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value && Interlocked.CompareExchange(ref target, value, seen) != seen; seen = Volatile.Read(ref target))
        {
        }
    }
}
