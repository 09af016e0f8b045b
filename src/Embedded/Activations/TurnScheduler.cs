using System.Runtime.CompilerServices;

namespace Actors.Embedded;

/// <summary>
/// Runs the turns of one activation, one at a time. <c>await</c> in grain code captures it, so every continuation is a
/// turn as well. A turn may run on the thread that brings it when no other is running: a call need not switch threads.
/// </summary>
internal sealed class TurnScheduler(Activation activation) : TaskScheduler, IThreadPoolWorkItem
{
    private readonly Lock gate = new();
    private Queue<Task>? turns;
    private Task? admitted;
    private bool taken;

    public Activation Activation { get; } = activation;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Runs a turn on this thread if none is running, else after those before it.</summary>
    public void Run(Task turn)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack() || !TryTake())
        {
            turn.Start(this);
            return;
        }
        var context = SynchronizationContext.Current;
        if (context is not null) SynchronizationContext.SetSynchronizationContext(null);
        admitted = turn;
        turn.RunSynchronously(this);
        if (context is not null) SynchronizationContext.SetSynchronizationContext(context);
        GiveBack();
    }

    protected override void QueueTask(Task task)
    {
        lock (gate)
        {
            (turns ??= new()).Enqueue(task);
            if (taken) return;
            taken = true;
        }
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && (ReferenceEquals(task, admitted) || Current == this) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (gate) return turns?.ToArray() ?? [];
    }

    void IThreadPoolWorkItem.Execute()
    {
        while (true)
        {
            Task? turn;
            lock (gate)
            {
                if (!turns!.TryDequeue(out turn))
                {
                    taken = false;
                    return;
                }
            }
            TryExecuteTask(turn);
        }
    }

    private bool TryTake()
    {
        lock (gate) return !taken && (taken = true);
    }

    private void GiveBack()
    {
        lock (gate)
        {
            admitted = null;
            taken = turns is { Count: > 0 };
            if (!taken) return;
        }
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }
}
