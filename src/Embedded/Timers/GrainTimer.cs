namespace Actors.Embedded;

/// <summary>A timer of an activation. A tick is a turn like a call; the next one is set when it has ended.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private readonly Activation activation;
    private readonly Func<CancellationToken, Task> callback;
    private readonly GrainTimerCreationOptions options;
    private readonly ActorRuntime runtime;
    private readonly CancellationTokenSource stop = new();
    private readonly ITimer timer;
    private TimeSpan next, period;
    private bool ticking;

    public GrainTimer(
        Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options, ActorRuntime runtime)
    {
        (this.activation, this.callback, this.options, this.runtime) = (activation, callback, options, runtime);
        using (ContextFlow.Suppress())
            timer = runtime.Clock.CreateTimer(static timer => ((GrainTimer)timer!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        (next, this.period) = (dueTime, period);
        if (!ticking) timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        stop.Cancel();
        timer.Dispose();
        activation.RemoveTimer(this);
    }

    private void Tick()
    {
        ticking = true;
        activation.TryAdmit(new TimerTurn(this));
    }

    private async Task RunAsync()
    {
        next = period;
        try
        {
            await callback(stop.Token);
        }
        catch (Exception failure)
        {
            runtime.Log.TimerFailed(failure, activation.GrainId);
        }
        ticking = false;
        if (!stop.IsCancellationRequested) timer.Change(next, Timeout.InfiniteTimeSpan);
    }

    private sealed class TimerTurn(GrainTimer timer) : Turn
    {
        public override bool Interleaves => timer.options.Interleave;

        public override bool KeepsAlive => timer.options.KeepAlive;

        public override bool MovesOn(Exception? failure) => false;

        protected override async Task RunAsync()
        {
            if (!timer.stop.IsCancellationRequested) await timer.RunAsync();
            Target!.Release(this);
        }
    }
}
