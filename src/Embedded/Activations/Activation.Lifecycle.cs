using Microsoft.Extensions.DependencyInjection;

namespace Actors.Embedded;

/// <summary>How an activation begins, what it holds while it lives, and how it ends.</summary>
internal sealed partial class Activation
{
    private AsyncServiceScope? scope;
    private List<IActivationState>? states;
    private HashSet<IDisposable>? timers;
    private HashSet<IActivationStream>? streams;
    private DeactivationReason? deactivation;
    private TaskCompletionSource? ended;
    private long keepUntil;
    private Stage stage;

    private enum Stage : byte
    {
        New,
        Activating,
        Active,
        Deactivating,
        Ended,
    }

    public Task Deactivated
    {
        get
        {
            lock (gate)
                return stage == Stage.Ended ? Task.CompletedTask : (ended ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            if (deactivation is not null || stage >= Stage.Deactivating) return;
            deactivation = deactivationReason;
        }
        Continue();
    }

    /// <summary>Ends the activation though turns are running.</summary>
    public void ForceDeactivation(DeactivationReason reason)
    {
        lock (gate)
        {
            if (stage != Stage.Active) return;
            deactivation ??= reason;
            stage = Stage.Deactivating;
        }
        Finish();
    }

    /// <summary>Ends the activation if nobody has used it for as long as its class allows.</summary>
    public void DeactivateIfIdle()
    {
        lock (gate)
        {
            var now = runtime.Clock.GetTimestamp();
            if (stage != Stage.Active || running > 0 || streams is { Count: > 0 } || now < keepUntil
                || runtime.Clock.GetElapsedTime(lastUsed, now) < (Class.CollectionAge ?? runtime.Options.CollectionAge)) return;
        }
        Deactivate(new(DeactivationReasonCode.ActivationIdle, "No call came for a while."));
    }

    public void DelayDeactivation(TimeSpan time)
    {
        var now = runtime.Clock.GetTimestamp();
        keepUntil = time <= TimeSpan.Zero ? 0
            : time == TimeSpan.MaxValue ? long.MaxValue
            : now + (long)(time.TotalSeconds * runtime.Clock.TimestampFrequency);
    }

    public void AddState(IActivationState state) => (states ??= []).Add(state);

    public IGrainTimer AddTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        var timer = new GrainTimer(this, callback, options, runtime);
        lock (gate) (timers ??= []).Add(timer);
        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    public void RemoveTimer(GrainTimer timer)
    {
        lock (gate) timers?.Remove(timer);
    }

    public bool TryAddStream(IActivationStream stream)
    {
        lock (gate) return stage == Stage.Active && (streams ??= []).Add(stream);
    }

    public void RemoveStream(IActivationStream stream)
    {
        lock (gate)
        {
            streams?.Remove(stream);
            lastUsed = runtime.Clock.GetTimestamp();
        }
    }

    /// <summary>Takes over, from the activation before, the turns it did not run.</summary>
    public void Inherit(IReadOnlyList<Turn> turns)
    {
        stage = Stage.Activating;
        waiting = new(turns);
        foreach (var turn in turns) turn.Assign(this);
    }

    /// <summary>Activates the grain on behalf of the turn that came first.</summary>
    public void Begin(Turn first)
    {
        if (first.Context is { } context) ExecutionContext.Run(context, static activation => ((Activation)activation!).Begin(), this);
        else Begin();
    }

    private void Begin() => Scheduler.Run(new Task(static activation => _ = ((Activation)activation!).ActivateAsync(), this));

    private async Task ActivateAsync()
    {
        using var timeout = new CancellationTokenSource(runtime.Options.ActivationTimeout, runtime.Clock);
        try
        {
            scope = runtime.Services.CreateAsyncScope();
            GrainInstance = Class.Create(this);
            if (states is not null) await Task.WhenAll(states.Select(state => state.LoadAsync(timeout.Token)));
            states = null;
            if (GrainInstance is IGrainBase grain) await grain.OnActivateAsync(timeout.Token);
        }
        catch (Exception failure)
        {
            runtime.Log.ActivationFailed(failure, GrainId);
            StopTimersAndStreams();
            await EndAsync(failure is OperationCanceledException && timeout.IsCancellationRequested
                ? new TimeoutException($"Grain {GrainId} was not activated within {runtime.Options.ActivationTimeout}.", failure)
                : failure);
            return;
        }
        lock (gate) stage = Stage.Active;
        Continue();
    }

    /// <summary>Runs the end as a turn of its own, on nobody's behalf.</summary>
    private void Finish()
    {
        using (ContextFlow.Suppress())
            new Task(static activation => _ = ((Activation)activation!).DeactivateAsync(), this).Start(Scheduler);
    }

    private async Task DeactivateAsync()
    {
        StopTimersAndStreams();
        try
        {
            using var timeout = new CancellationTokenSource(runtime.Options.DeactivationTimeout, runtime.Clock);
            if (GrainInstance is IGrainBase grain)
                await grain.OnDeactivateAsync(deactivation!.Value, timeout.Token).WaitAsync(timeout.Token);
        }
        catch (Exception failure)
        {
            runtime.Log.DeactivationFailed(failure, GrainId);
        }
        await EndAsync(failure: null);
    }

    private void StopTimersAndStreams()
    {
        IDisposable[] ticking;
        IActivationStream[] flowing;
        lock (gate) (ticking, flowing) = (timers?.ToArray() ?? [], streams?.ToArray() ?? []);
        foreach (var timer in ticking) timer.Dispose();
        foreach (var stream in flowing) stream.Abort();
    }

    private async Task EndAsync(Exception? failure)
    {
        try
        {
            if (GrainInstance is IAsyncDisposable asynchronous) await asynchronous.DisposeAsync();
            else if (GrainInstance is IDisposable disposable) disposable.Dispose();
            if (scope is { } services) await services.DisposeAsync();
        }
        catch (Exception trouble)
        {
            runtime.Log.DeactivationFailed(trouble, GrainId);
        }

        Queue<Turn>? left;
        lock (gate)
        {
            stage = Stage.Ended;
            left = waiting;
        }
        var next = left?.Where(turn => turn.MovesOn(failure)).ToArray();
        runtime.Directory.Replace(this, next is { Length: > 0 } ? next : null);
        ended?.TrySetResult();
    }
}
