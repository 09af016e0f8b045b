using Microsoft.Extensions.DependencyInjection;

namespace Actors.Embedded;

/// <summary>
/// One instance of a grain in memory. It admits calls one after the other unless they may interleave, keeps those that
/// must wait, and hands them on to the next activation when it ends. How it begins and ends is in Activation.Lifecycle.cs.
/// </summary>
internal sealed partial class Activation : IGrainContext
{
    private readonly Lock gate = new();
    private readonly ActorRuntime runtime;
    private Queue<Turn>? waiting;
    private int running, exclusive, readers;
    private long lastUsed;

    public Activation(GrainId grainId, int worker, GrainClass grainClass, ActorRuntime runtime)
    {
        (GrainId, Worker, Class, this.runtime) = (grainId, worker, grainClass, runtime);
        Scheduler = new(this);
        lastUsed = runtime.Clock.GetTimestamp();
    }

    /// <summary>The activation whose turn is running on this thread.</summary>
    public static Activation? Current => (TaskScheduler.Current as TurnScheduler)?.Activation;

    public GrainId GrainId { get; }

    /// <summary>Which of the activations of one id: 0, unless the grain is a stateless worker.</summary>
    public int Worker { get; }

    public GrainClass Class { get; }

    public TurnScheduler Scheduler { get; }

    public object? GrainInstance { get; private set; }

    public IServiceProvider ActivationServices => scope!.Value.ServiceProvider;

    /// <summary>Turns run or wait.</summary>
    public bool IsBusy
    {
        get
        {
            lock (gate) return running > 0 || waiting is { Count: > 0 };
        }
    }

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    /// <summary>Starts a turn or keeps it waiting. Returns false when the activation has ended.</summary>
    public bool TryAdmit(Turn turn)
    {
        bool isNew, starts;
        lock (gate)
        {
            if (stage == Stage.Ended) return false;
            if (isNew = stage == Stage.New) stage = Stage.Activating;
            turn.Assign(this);
            if (starts = MayRun(turn) && (waiting is not { Count: > 0 } || MayOvertake(turn))) Count(turn, 1);
            else (waiting ??= new()).Enqueue(turn);
        }
        if (isNew) Begin(turn);
        else if (starts) turn.Start();
        return true;
    }

    /// <summary>A turn has ended: others may start.</summary>
    public void Release(Turn turn)
    {
        lock (gate)
        {
            Count(turn, -1);
            if (turn.KeepsAlive) lastUsed = runtime.Clock.GetTimestamp();
            if (waiting is not { Count: > 0 } && deactivation is null) return;
        }
        Continue();
    }

    /// <summary>Starts what waits and may run, or the end if it is asked for and nothing runs.</summary>
    private void Continue()
    {
        while (true)
        {
            Turn? next;
            lock (gate)
            {
                if (stage != Stage.Active) return;
                if (deactivation is not null)
                {
                    if (running > 0) return;
                    stage = Stage.Deactivating;
                    break;
                }
                if (waiting is null || !waiting.TryPeek(out next) || !MayRun(next)) return;
                waiting.Dequeue();
                Count(next, 1);
            }
            next.Start();
        }
        Finish();
    }

    private bool MayRun(Turn turn) =>
        stage == Stage.Active && deactivation is null
        && (Class.IsReentrant || turn.Interleaves || (exclusive == 0 && (readers == 0 || turn.IsReadOnly)));

    /// <summary>What may run beside a running turn need not wait for those that wait for it to end.</summary>
    private bool MayOvertake(Turn turn) => turn.Interleaves || (turn.IsReadOnly && readers > 0);

    private void Count(Turn turn, int step)
    {
        running += step;
        if (turn.Interleaves) return;
        if (turn.IsReadOnly) readers += step;
        else exclusive += step;
    }
}
