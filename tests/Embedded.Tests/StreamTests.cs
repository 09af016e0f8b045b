using System.Runtime.CompilerServices;
using Actors.Embedded.Tests.Support;

namespace Actors.Embedded.Tests;

public interface IStreamGrain : IGrainWithStringKey
{
    IAsyncEnumerable<int> Count(int to, CancellationToken cancellation);

    IAsyncEnumerable<int> Endless(CancellationToken cancellation);

    IAsyncEnumerable<int> EndlessWithoutToken();

    IAsyncEnumerable<int> FailAfter(int count);

    IAsyncEnumerable<int> FailAtOnce();

    IAsyncEnumerable<int> Gated();

    Task<int> Produced();

    Task Wait(string gate);

    Task End();
}

internal sealed class StreamGrain(Journal journal) : Grain, IStreamGrain
{
    private int produced;

    public async IAsyncEnumerable<int> Count(int to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var i = 1; i <= to; i++)
        {
            if (i % 3 == 0) await Task.Yield();
            Assert.Equal(this.GrainContext, Activation.Current);
            yield return i;
        }
    }

    public async IAsyncEnumerable<int> Endless([EnumeratorCancellation] CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                await Task.Yield();
                yield return ++produced;
            }
        }
        finally
        {
            journal.Note("stopped");
        }
    }

    public async IAsyncEnumerable<int> EndlessWithoutToken()
    {
        await foreach (var item in Endless(CancellationToken.None)) yield return item;
    }

    public async IAsyncEnumerable<int> FailAfter(int count)
    {
        for (var i = 1; i <= count; i++) yield return i;
        await Task.Yield();
        throw new DivideByZeroException("why");
    }

    public IAsyncEnumerable<int> FailAtOnce() => throw new DivideByZeroException("at once");

    public async IAsyncEnumerable<int> Gated()
    {
        yield return 1;
        await journal.Gate("stream");
        yield return 2;
    }

    public Task<int> Produced() => Task.FromResult(produced);

    public Task Wait(string gate) => journal.Gate(gate);

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

public sealed class StreamTests
{
    [Fact]
    public async Task Every_element_comes_once_and_in_order_and_a_stream_can_be_read_again()
    {
        await using var host = await TestHost.Start();
        var stream = host.Grains.GetGrain<IStreamGrain>("a").Count(1_000, CancellationToken.None);

        Assert.Equal(Enumerable.Range(1, 1_000), await stream.ToListAsync());
        Assert.Equal(Enumerable.Range(1, 1_000), await stream.ToListAsync());
    }

    [Fact]
    public async Task Other_calls_interleave_with_a_stream_and_a_stream_starts_beside_a_running_call()
    {
        await using var host = await TestHost.Start();
        var grain = host.Grains.GetGrain<IStreamGrain>("a");
        var running = grain.Wait("call");

        await using var stream = grain.Gated().GetAsyncEnumerator();
        Assert.True(await stream.MoveNextAsync());
        host.Journal.Open("call");
        await running;
        Assert.Equal(0, await grain.Produced());
        host.Journal.Open("stream");
        Assert.True(await stream.MoveNextAsync());
        Assert.Equal(2, stream.Current);
        Assert.False(await stream.MoveNextAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Leaving_a_stream_early_stops_the_grain(bool takesToken)
    {
        await using var host = await TestHost.Start();
        var grain = host.Grains.GetGrain<IStreamGrain>("a");

        await foreach (var item in takesToken ? grain.Endless(default) : grain.EndlessWithoutToken())
            if (item == 10) break;

        await host.Journal.Until("stopped");
        var produced = await grain.Produced();
        Assert.InRange(produced, 10, 10 + 102);
        Assert.Equal(produced, await grain.Produced());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelling_ends_a_stream_at_both_ends(bool byEnumerator)
    {
        await using var host = await TestHost.Start();
        using var cancellation = new CancellationTokenSource();
        var grain = host.Grains.GetGrain<IStreamGrain>("a");
        var stream = byEnumerator ? grain.Endless(default) : grain.Endless(cancellation.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var item in stream.WithCancellation(byEnumerator ? cancellation.Token : default))
                if (item == 10) await cancellation.CancelAsync();
        });

        await host.Journal.Until("stopped");
    }

    [Fact]
    public async Task An_exception_comes_after_the_elements_before_it()
    {
        await using var host = await TestHost.Start();
        var grain = host.Grains.GetGrain<IStreamGrain>("a");
        var seen = new List<int>();

        var thrown = await Assert.ThrowsAsync<DivideByZeroException>(async () =>
        {
            await foreach (var item in grain.FailAfter(3)) seen.Add(item);
        });

        Assert.Equal("why", thrown.Message);
        Assert.Equal([1, 2, 3], seen);
        Assert.Equal("at once", (await Assert.ThrowsAsync<DivideByZeroException>(async () => await grain.FailAtOnce().ToListAsync())).Message);
    }

    [Fact]
    public async Task A_stream_ends_with_an_error_when_its_grain_is_deactivated()
    {
        await using var host = await TestHost.Start();
        var grain = host.Grains.GetGrain<IStreamGrain>("a");

        await Assert.ThrowsAsync<EnumerationAbortedException>(async () =>
        {
            await foreach (var item in grain.Endless(default))
                if (item == 10) await grain.End();
        });

        await host.Journal.Until("stopped");
    }

    [Fact]
    public async Task A_grain_is_not_idle_while_it_streams()
    {
        var clock = new ManualClock();
        await using var host = await TestHost.Start(clock: clock);
        await using var stream = host.Grains.GetGrain<IStreamGrain>("a").Gated().GetAsyncEnumerator();
        await stream.MoveNextAsync();

        clock.Advance(TimeSpan.FromHours(1));
        host.Journal.Open("stream");

        Assert.True(await stream.MoveNextAsync());
    }
}
