using Actors.Embedded.Tests.Support;

namespace Actors.Embedded.Tests;

public interface ITimedGrain : IGrainWithStringKey
{
    Task Start(GrainTimerCreationOptions options, bool fails = false);

    Task Change(TimeSpan due, TimeSpan period);

    Task Stop();

    Task<int> Ticks();

    Task Wait(string gate);
}

internal sealed class TimedGrain(Journal journal) : Grain, ITimedGrain
{
    private IGrainTimer? timer;
    private int ticks;

    public Task Start(GrainTimerCreationOptions options, bool fails = false)
    {
        RequestContext.Set("who", "ada");
        timer = this.RegisterGrainTimer(Tick, fails, options);
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan due, TimeSpan period)
    {
        timer!.Change(due, period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task<int> Ticks() => Task.FromResult(ticks);

    public async Task Wait(string gate)
    {
        await journal.Gate(gate);
        journal.Note($"passed {gate}");
    }

    private async Task Tick(bool fails, CancellationToken cancellation)
    {
        Assert.Equal(GrainContext, Activation.Current);
        Assert.Null(RequestContext.Get("who"));
        await Task.Yield();
        journal.Note($"tick {++ticks}");
        if (fails) throw new DivideByZeroException();
    }
}

public sealed class TimerTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly ManualClock clock = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_timer_ticks_after_its_due_time_and_each_period_even_if_a_tick_fails(bool fails)
    {
        await using var host = await TestHost.Start(clock: clock);
        var grain = host.Grains.GetGrain<ITimedGrain>("a");
        await grain.Start(new(Minute, 5 * Minute), fails);

        Assert.Equal(0, await grain.Ticks());
        for (var tick = 1; tick <= 3; tick++)
        {
            clock.Advance(tick == 1 ? Minute : 5 * Minute);
            await host.Journal.Until($"tick {tick}");
            Assert.Equal(tick, await grain.Ticks());
        }
    }

    [Fact]
    public async Task A_timer_can_be_changed_and_stopped()
    {
        await using var host = await TestHost.Start(clock: clock);
        var grain = host.Grains.GetGrain<ITimedGrain>("a");
        await grain.Start(new(Minute, Timeout.InfiniteTimeSpan));
        clock.Advance(Minute);
        await host.Journal.Until("tick 1");
        clock.Advance(Minute);
        Assert.Equal(1, await grain.Ticks());

        await grain.Change(2 * Minute, Minute);
        clock.Advance(2 * Minute);
        await host.Journal.Until("tick 2");
        Assert.Equal(2, await grain.Ticks());
        await grain.Stop();
        clock.Advance(5 * Minute);
        Assert.Equal(2, await grain.Ticks());
    }

    [Fact]
    public async Task A_tick_waits_for_the_running_call_unless_it_may_interleave()
    {
        await using var host = await TestHost.Start(options => options.ResponseTimeout = TimeSpan.FromDays(1), clock: clock);
        var grain = host.Grains.GetGrain<ITimedGrain>("a");
        await grain.Start(new(Minute, Timeout.InfiniteTimeSpan));
        var running = grain.Wait("gate");
        clock.Advance(Minute);
        host.Journal.Open("gate");
        await running;
        await host.Journal.Until("tick 1");
        Assert.Equal(["passed gate", "tick 1"], host.Journal.Entries);

        await grain.Start(new(Minute, Timeout.InfiniteTimeSpan) { Interleave = true });
        running = grain.Wait("second gate");
        clock.Advance(Minute);
        await host.Journal.Until("tick 2");
        Assert.False(running.IsCompleted);
        host.Journal.Open("second gate");
        await running;
    }

    [Fact]
    public async Task Ticks_keep_a_grain_alive_only_if_its_timer_says_so_and_end_with_it()
    {
        await using var host = await TestHost.Start(clock: clock);
        await host.Grains.GetGrain<ITimedGrain>("kept").Start(new(Minute, Minute) { KeepAlive = true });
        await host.Grains.GetGrain<ITimedGrain>("let go").Start(new(Minute, Minute));

        for (var i = 0; i < 20; i++)
        {
            clock.Advance(Minute);
            await host.Grains.GetGrain<ICounterGrain>("other").Increment();
            await Task.Delay(5);
        }

        await Journal.Eventually(() => host.Activations == 2);
        Assert.Equal(0, await host.Grains.GetGrain<ITimedGrain>("let go").Ticks());
        Assert.NotEqual(0, await host.Grains.GetGrain<ITimedGrain>("kept").Ticks());
    }
}
