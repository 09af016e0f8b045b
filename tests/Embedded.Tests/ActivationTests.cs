using Actors.Embedded.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Embedded.Tests;

public interface ILifeGrain : IGrainWithStringKey
{
    /// <summary>How many calls this activation has had, this one included.</summary>
    Task<int> Call();

    Task<int> CallAndEnd();

    Task Wait(string gate);

    Task Stay(TimeSpan time);
}

internal class LifeGrain(Journal journal) : Grain, ILifeGrain, IDisposable
{
    private int calls;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal.Note("activated");
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Note($"deactivating: {reason.ReasonCode}");
        if (this.GetPrimaryKeyString() == "slow") await journal.Gate("deactivation");
        journal.Note("deactivated");
    }

    public Task<int> Call() => Task.FromResult(++calls);

    public Task<int> CallAndEnd()
    {
        DeactivateOnIdle();
        return Call();
    }

    public async Task Wait(string gate)
    {
        await journal.Gate(gate);
        journal.Note($"passed {gate}");
    }

    public Task Stay(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }

    public void Dispose() => journal.Note("disposed");
}

public interface ILongLivedGrain : ILifeGrain;

[CollectionAgeLimit(Hours = 2)]
internal sealed class LongLivedGrain(Journal journal) : LifeGrain(journal), ILongLivedGrain;

public interface IImmortalGrain : ILifeGrain;

[KeepAlive]
internal sealed class ImmortalGrain(Journal journal) : LifeGrain(journal), IImmortalGrain;

public interface IStubbornGrain : IGrainWithStringKey
{
    Task Call();
}

/// <summary>A grain that can be activated only once the test has allowed it.</summary>
internal sealed class StubbornGrain(Journal journal) : Grain, IStubbornGrain
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal.Note("tried");
        await journal.Gate("try");
        if (!journal.Entries.Contains("allowed")) throw new DivideByZeroException("Not yet.");
    }

    public Task Call() => Task.CompletedTask;
}

public interface ISluggishGrain : IGrainWithStringKey
{
    Task Call();
}

internal sealed class SluggishGrain : Grain, ISluggishGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken) =>
        this.GetPrimaryKeyString() == "broken" ? throw new OperationCanceledException() : Task.Delay(Timeout.Infinite, cancellationToken);

    public Task Call() => Task.CompletedTask;
}

public interface IWorkerGrain : IGrainWithStringKey
{
    Task<int> Work(string gate);
}

[StatelessWorker(3)]
internal sealed class WorkerGrain(Journal journal) : Grain, IWorkerGrain
{
    private int calls;

    public async Task<int> Work(string gate)
    {
        journal.Note($"{gate} began");
        await journal.Gate(gate);
        return ++calls;
    }
}

/// <summary>A grain that is not derived from the base class.</summary>
internal sealed class PlainGrain(IGrainContext context, [FromKeyedServices("colour")] string colour, string shape = "round") : IGrainBase, IPlainGrain
{
    public IGrainContext GrainContext => context;

    public Task<string> Describe() => Task.FromResult($"{colour} {shape} {this.GetPrimaryKeyString()}");
}

public interface IPlainGrain : IGrainWithStringKey
{
    Task<string> Describe();
}

public sealed class ActivationTests
{
    [Fact]
    public async Task A_grain_is_activated_by_its_first_call_and_stays_for_the_next()
    {
        await using var host = await TestHost.Start();
        var grain = host.Grains.GetGrain<ILifeGrain>("a");
        Assert.Empty(host.Journal.Entries);

        Assert.Equal(1, await grain.Call());
        Assert.Equal(2, await host.Grains.GetGrain<ILifeGrain>("a").Call());
        Assert.Equal(["activated"], host.Journal.Entries);
    }

    [Fact]
    public async Task Many_first_calls_at_once_make_one_activation()
    {
        await using var host = await TestHost.Start();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => host.Grains.GetGrain<ILifeGrain>("a").Call())));

        Assert.Equal(["activated"], host.Journal.Entries);
        Assert.Equal(101, await host.Grains.GetGrain<ILifeGrain>("a").Call());
    }

    [Fact]
    public async Task A_grain_that_asks_for_it_is_deactivated_and_disposed_and_the_next_call_makes_another()
    {
        await using var host = await TestHost.Start();
        var grain = host.Grains.GetGrain<ILifeGrain>("a");
        await grain.Call();

        Assert.Equal(2, await grain.CallAndEnd());

        Assert.Equal(1, await grain.Call());
        Assert.Equal(["activated", "deactivating: ApplicationRequested", "deactivated", "disposed", "activated"], host.Journal.Entries);
    }

    [Fact]
    public async Task Calls_that_come_while_a_grain_deactivates_reach_the_next_activation()
    {
        await using var host = await TestHost.Start();
        var grain = host.Grains.GetGrain<ILifeGrain>("slow");
        await grain.CallAndEnd();

        var calls = Enumerable.Range(0, 50).Select(_ => grain.Call()).ToArray();
        Assert.DoesNotContain(calls, call => call.IsCompleted);
        host.Journal.Open("deactivation");

        Assert.Equal(Enumerable.Range(1, 50), await Task.WhenAll(calls));
    }

    [Fact]
    public async Task An_idle_grain_is_deactivated_when_its_class_says_so()
    {
        var clock = new ManualClock();
        await using var host = await TestHost.Start(clock: clock);
        await host.Grains.GetGrain<ILifeGrain>("a").Call();
        await host.Grains.GetGrain<ILongLivedGrain>("a").Call();
        await host.Grains.GetGrain<IImmortalGrain>("a").Call();

        clock.Advance(TimeSpan.FromMinutes(14));
        await host.Grains.GetGrain<ILifeGrain>("a").Call();
        clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(3, await host.Grains.GetGrain<ILifeGrain>("a").Call());

        Turn(TimeSpan.FromMinutes(17));
        await Journal.Eventually(() => host.Activations == 2);
        Turn(TimeSpan.FromHours(2));
        await Journal.Eventually(() => host.Activations == 1);
        Turn(TimeSpan.FromDays(30));
        Assert.Equal(2, await host.Grains.GetGrain<IImmortalGrain>("a").Call());
        Assert.Contains("deactivating: ActivationIdle", host.Journal.Entries);

        void Turn(TimeSpan time) => clock.Advance(time);
    }

    [Fact]
    public async Task A_grain_is_not_idle_while_a_call_runs_or_when_it_asked_to_stay()
    {
        var clock = new ManualClock();
        await using var host = await TestHost.Start(options => options.ResponseTimeout = TimeSpan.FromDays(1), clock: clock);
        var running = host.Grains.GetGrain<ILifeGrain>("running").Wait("gate");
        await host.Grains.GetGrain<ILifeGrain>("staying").Stay(TimeSpan.FromHours(3));
        await host.Grains.GetGrain<ILifeGrain>("idle").Call();

        clock.Advance(TimeSpan.FromHours(1));
        await Journal.Eventually(() => host.Activations == 2);
        host.Journal.Open("gate");
        await running;
        Assert.Equal(1, await host.Grains.GetGrain<ILifeGrain>("running").Call());
        Assert.Equal(1, await host.Grains.GetGrain<ILifeGrain>("staying").Call());
    }

    [Fact]
    public async Task A_failed_activation_fails_the_calls_that_wait_for_it_and_the_next_call_tries_again()
    {
        await using var host = await TestHost.Start();
        var grain = host.Grains.GetGrain<IStubbornGrain>("a");

        var calls = Enumerable.Range(0, 3).Select(_ => grain.Call()).ToArray();
        host.Journal.Open("try");

        foreach (var call in calls) Assert.Equal("Not yet.", (await Assert.ThrowsAsync<DivideByZeroException>(() => call)).Message);
        Assert.Equal(["tried"], host.Journal.Entries);
        await Assert.ThrowsAsync<DivideByZeroException>(grain.Call);
        host.Journal.Note("allowed");
        await grain.Call();
    }

    [Fact]
    public async Task An_activation_that_takes_too_long_is_cancelled_and_fails_with_a_time_out()
    {
        await using var host = await TestHost.Start(options => options.ActivationTimeout = TimeSpan.FromMilliseconds(50));

        var thrown = await Assert.ThrowsAsync<TimeoutException>(host.Grains.GetGrain<ISluggishGrain>("slow").Call);
        Assert.Contains("sluggish/slow was not activated", thrown.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<OperationCanceledException>(host.Grains.GetGrain<ISluggishGrain>("broken").Call);
    }

    [Fact]
    public async Task A_stateless_worker_has_as_many_activations_as_it_needs_up_to_its_limit()
    {
        await using var host = await TestHost.Start();
        var grain = host.Grains.GetGrain<IWorkerGrain>("a");

        var working = Enumerable.Range(0, 7).Select(i => grain.Work($"{i}")).ToArray();
        await Journal.Eventually(() => host.Journal.Entries.Length == 3);
        for (var i = 0; i < 7; i++) host.Journal.Open($"{i}");
        await Task.WhenAll(working);

        Assert.Equal(3, host.Activations);
    }

    [Fact]
    public async Task A_grain_gets_its_context_keyed_services_and_defaults_by_its_constructor()
    {
        await using var host = await TestHost.Start(services: services => services.AddKeyedSingleton("colour", "red"));

        Assert.Equal("red round a", await host.Grains.GetGrain<IPlainGrain>("a").Describe());
    }
}
