using Actors.Embedded.Tests.Support;

namespace Actors.Embedded.Tests;

public interface IDrainedGrain : IGrainWithStringKey
{
    /// <summary>Waits for the gate, then calls another grain.</summary>
    Task<int> WaitThenCall(string gate, string next);

    Task WaitForEver(CancellationToken cancellation);

    Task<int> Call();
}

internal sealed class DrainedGrain(Journal journal) : Grain, IDrainedGrain
{
    public async Task<int> WaitThenCall(string gate, string next)
    {
        await journal.Gate(gate);
        return await GrainFactory.GetGrain<IDrainedGrain>(next).Call();
    }

    public Task WaitForEver(CancellationToken cancellation) => Task.Delay(Timeout.Infinite, cancellation);

    public Task<int> Call() => Task.FromResult(42);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Note($"{this.GetPrimaryKeyString()}: {reason.ReasonCode}");
        return Task.CompletedTask;
    }
}

public sealed class DrainTests
{
    [Fact]
    public async Task A_stopping_host_lets_running_chains_finish_refuses_new_calls_and_deactivates_every_grain()
    {
        await using var host = await TestHost.Start();
        var running = host.Grains.GetGrain<IDrainedGrain>("a").WaitThenCall("gate", "b");
        await host.Grains.GetGrain<IDrainedGrain>("c").Call();

        var stopping = host.Stop();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => host.Grains.GetGrain<IDrainedGrain>("c").Call());
        Assert.False(running.IsCompleted);
        host.Journal.Open("gate");

        Assert.Equal(42, await running);
        await stopping;
        Assert.Equal(["a: ShuttingDown", "b: ShuttingDown", "c: ShuttingDown"], host.Journal.Entries.Order());
        Assert.Equal(0, host.Activations);
    }

    [Fact]
    public async Task A_call_that_never_ends_is_cancelled_when_the_time_for_draining_is_over()
    {
        await using var host = await TestHost.Start(options => options.DrainTimeout = TimeSpan.FromMilliseconds(200));
        var endless = host.Grains.GetGrain<IDrainedGrain>("a").WaitForEver(CancellationToken.None);

        await host.Stop();

        await Assert.ThrowsAsync<SiloUnavailableException>(() => endless);
        Assert.Equal(["a: ShuttingDown"], host.Journal.Entries);
    }
}
