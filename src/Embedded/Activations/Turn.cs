namespace Actors.Embedded;

/// <summary>What an activation admits and runs: a call, or a tick of a timer. It lasts until the task it starts has ended.</summary>
internal abstract class Turn
{
    /// <summary>Made at once, because a task runs in the execution context of its maker: here, the caller.</summary>
    private readonly Task first;

    protected Turn() => first = new Task(static turn => _ = ((Turn)turn!).RunAsync(), this);

    /// <summary>The execution context of the caller, with its <see cref="RequestContext"/>.</summary>
    public ExecutionContext? Context { get; } = ExecutionContext.Capture();

    /// <summary>The activation that has, or had, this turn.</summary>
    public Activation? Target { get; private set; }

    /// <summary>It may run beside any other, and keeps none out.</summary>
    public abstract bool Interleaves { get; }

    /// <summary>It may run beside others that are read-only.</summary>
    public virtual bool IsReadOnly => false;

    /// <summary>The activation has been used by it.</summary>
    public virtual bool KeepsAlive => true;

    /// <summary>The caller does not wait, not even for the first turn.</summary>
    public virtual bool IsOneWay => false;

    public void Assign(Activation target) => Target = target;

    public void Start()
    {
        if (IsOneWay) first.Start(Target!.Scheduler);
        else Target!.Scheduler.Run(first);
    }

    /// <summary>Runs on the activation's scheduler, and ends with <see cref="Activation.Release"/>.</summary>
    protected abstract Task RunAsync();

    /// <summary>The activation has ended without running this. Returns whether the next activation should.</summary>
    public abstract bool MovesOn(Exception? failure);
}
