using System.Collections.Concurrent;
using Actors.Embedded.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Embedded.Tests;

public interface ICounterGrain : IGrainWithStringKey
{
    /// <summary>Adds one the slow way: reads, lets others run, writes.</summary>
    Task Increment();

    Task<int> Value();
}

internal sealed class CounterGrain : Grain, ICounterGrain
{
    private int value;

    public async Task Increment()
    {
        var read = value;
        await Task.Yield();
        value = read + 1;
    }

    public Task<int> Value() => Task.FromResult(value);
}

public interface IGatedGrain : IGrainWithStringKey
{
    Task Wait(string name);

    [AlwaysInterleave]
    Task Interleaving(string name);

    [ReadOnly]
    Task Reading(string name);

    Task OnItsOwnScheduler();
}

internal class GatedGrain(Journal journal) : Grain, IGatedGrain
{
    public async Task Wait(string name)
    {
        journal.Note($"{name} began");
        await journal.Gate(name);
        journal.Note($"{name} ended");
    }

    public Task Interleaving(string name) => Wait(name);

    public Task Reading(string name) => Wait(name);

    public async Task OnItsOwnScheduler()
    {
        var scheduler = TaskScheduler.Current;
        Assert.NotSame(TaskScheduler.Default, scheduler);
        await Task.Yield();
        Assert.Same(scheduler, TaskScheduler.Current);
        await Task.Run(() => Assert.Same(TaskScheduler.Default, TaskScheduler.Current));
        Assert.Same(scheduler, TaskScheduler.Current);
        await Task.Factory.StartNew(() => Assert.Same(scheduler, TaskScheduler.Current), default, TaskCreationOptions.None, scheduler);
        Assert.Same(scheduler, TaskScheduler.Current);
    }
}

public interface IReentrantGrain : IGatedGrain;

[Reentrant]
internal sealed class ReentrantGrain(Journal journal) : GatedGrain(journal), IReentrantGrain;

public interface IOrderGrain : IGrainWithStringKey
{
    Task Do(int number, Step step);
}

public enum Step
{
    AtOnce,
    Yield,
    Delay,
    CallOther,
    Fail,
    Deactivate,
}

internal sealed class OrderGrain(OrderLog log) : Grain, IOrderGrain
{
    public async Task Do(int number, Step step)
    {
        var key = this.GetPrimaryKeyString();
        log.Begin(key, number);
        if (step == Step.Yield) await Task.Yield();
        if (step == Step.Delay) await Task.Delay(1);
        if (step == Step.CallOther) await GrainFactory.GetGrain<ICounterGrain>("shared").Increment();
        if (step == Step.Deactivate) DeactivateOnIdle();
        log.End(key);
        if (step == Step.Fail) throw new DivideByZeroException();
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken) => await Task.Yield();

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => await Task.Yield();
}

internal sealed class OrderLog
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<int>> order = new();
    private readonly ConcurrentDictionary<string, int> running = new();

    public bool Overlapped { get; private set; }

    public int[] Of(string key) => order.TryGetValue(key, out var numbers) ? [.. numbers] : [];

    public void Begin(string key, int number)
    {
        if (running.AddOrUpdate(key, 1, (_, before) => before + 1) > 1) Overlapped = true;
        order.GetOrAdd(key, _ => new()).Enqueue(number);
    }

    public void End(string key) => running.AddOrUpdate(key, 0, (_, before) => before - 1);
}

public sealed class TurnTests
{
    [Fact]
    public async Task A_thousand_concurrent_increments_of_one_grain_lose_none()
    {
        await using var host = await TestHost.Start();
        var counter = host.Grains.GetGrain<ICounterGrain>("t/a");

        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => Task.Run(() => counter.Increment())));

        Assert.Equal(1_000, await counter.Value());
    }

    [Fact]
    public async Task A_call_waits_until_the_running_one_has_ended()
    {
        await using var host = await TestHost.Start();
        var grain = host.Grains.GetGrain<IGatedGrain>("t/a");

        var first = grain.Wait("first");
        host.Journal.Open("second");
        var second = grain.Wait("second");
        host.Journal.Open("first");
        await Task.WhenAll(first, second);

        Assert.Equal(["first began", "first ended", "second began", "second ended"], host.Journal.Entries);
    }

    [Fact]
    public async Task A_reentrant_grain_takes_a_call_while_another_awaits()
    {
        await using var host = await TestHost.Start();
        var grain = host.Grains.GetGrain<IReentrantGrain>("t/a");

        var first = grain.Wait("first");
        host.Journal.Open("second");
        await grain.Wait("second");

        Assert.Equal(["first began", "second began", "second ended"], host.Journal.Entries);
        host.Journal.Open("first");
        await first;
    }

    [Fact]
    public async Task An_interleaving_method_runs_beside_others_and_keeps_none_out()
    {
        await using var host = await TestHost.Start();
        var grain = host.Grains.GetGrain<IGatedGrain>("t/a");
        host.Journal.Open("b");

        var waiting = grain.Wait("a");
        await grain.Interleaving("b");
        host.Journal.Open("a");
        await waiting;

        var interleaving = grain.Interleaving("c");
        host.Journal.Open("d");
        await grain.Wait("d");
        host.Journal.Open("c");
        await interleaving;
    }

    [Fact]
    public async Task Reading_methods_run_beside_each_other_but_not_beside_one_that_writes()
    {
        await using var host = await TestHost.Start();
        var grain = host.Grains.GetGrain<IGatedGrain>("t/a");

        var first = grain.Reading("first");
        host.Journal.Open("second");
        await grain.Reading("second");
        var writing = grain.Wait("writing");
        host.Journal.Open("first");
        await first;
        await host.Journal.Until("writing began");
        host.Journal.Open("third");
        var third = grain.Reading("third");
        host.Journal.Open("writing");
        await Task.WhenAll(writing, third);

        Assert.Equal(["writing began", "writing ended", "third began", "third ended"], host.Journal.Entries[^4..]);
    }

    [Fact]
    public async Task Every_continuation_of_a_grain_runs_on_its_own_scheduler()
    {
        await using var host = await TestHost.Start();
        var grain = host.Grains.GetGrain<IGatedGrain>("t/a");

        await grain.OnItsOwnScheduler();
        await Task.Run(() => grain.OnItsOwnScheduler());
    }

    [Fact]
    public void Any_mix_of_calls_runs_one_at_a_time_and_in_order_at_each_grain()
    {
        var call = from grain in Gen.Choose(0, 3) from step in Gen.Elements(Enum.GetValues<Step>()) select (Grain: grain, Step: step);
        Check.QuickThrowOnFailure(Prop.ForAll(Gen.ListOf(call).ToArbitrary(), calls => Run([.. calls])));

        static async Task<bool> Run((int Grain, Step Step)[] calls)
        {
            var log = new OrderLog();
            await using var host = await TestHost.Start(services: services => services.AddSingleton(log));
            var running = calls.Select((call, number) => host.Grains.GetGrain<IOrderGrain>($"t/{call.Grain}").Do(number, call.Step)).ToArray();
            foreach (var task in running) await ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var failures = running.Count(task => task.IsFaulted) == calls.Count(call => call.Step == Step.Fail);
            return failures && !log.Overlapped && calls.Select((call, number) => (call.Grain, Number: number)).GroupBy(call => call.Grain)
                .All(sent => sent.Select(call => call.Number).SequenceEqual(log.Of($"t/{sent.Key}")));
        }
    }
}
