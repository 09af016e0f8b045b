namespace Actors.Gateway.Admission;

/// <summary>
/// Lets so many calls run at a time. Each tenant's further ones wait in a line of its own and the lines take turns: a tenant
/// that floods waits for itself.
/// </summary>
/// <remarks>
/// Many calls never leave the processor, so a limit on how many run says little: a flood would wait in the thread pool, where all
/// tenants share one line. While several tenants call, a call therefore gets in line unless nothing runs, and each turn goes to the
/// end of the pool's queue: what has arrived in the meantime gets in its line before the next one runs. A tenant that has been by
/// itself for a minute is spared the detour.
/// </remarks>
/// <param name="places">How many calls run at a time. One tenant has three quarters of them at most.</param>
/// <param name="workers">How many turns are given at a time.</param>
internal sealed class FairTurns(int places, int workers) : IThreadPoolWorkItem
{
    private const int Remembered = 60_000; // milliseconds

    private readonly Lock gate = new();
    private readonly Dictionary<string, Line> lines = new(StringComparer.Ordinal);
    private readonly Queue<Line> turns = new();
    private readonly int most = Math.Max(1, places * 3 / 4);
    private int running, working;
    private string? latest;
    private long alone;

    /// <summary>Completes when the tenant has a place; disposing the turn gives it back.</summary>
    public ValueTask<Turn> Enter(string tenant)
    {
        lock (gate)
        {
            if (!lines.TryGetValue(tenant, out var line)) lines[tenant] = line = new(tenant);
            if ((IsAlone(tenant) || running == 0) && turns.Count == 0 && running < places && line.Running < most)
            {
                Run(line);
                return new(new Turn(this, line));
            }

            var mine = new TaskCompletionSource<Turn>();
            line.Waiting.Enqueue(mine);
            Queue(line);
            Work();
            return new(mine.Task);
        }
    }

    /// <summary>Gives the place of a call that has ended to the line whose turn it is.</summary>
    public void Leave(Line line)
    {
        lock (gate)
        {
            running--;
            line.Running--;
            if (line.Running == 0 && line.Waiting.Count == 0) lines.Remove(line.Tenant);
            else Queue(line);
            Work();
        }
    }

    /// <summary>Gives one turn.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        Line? line = null;
        TaskCompletionSource<Turn>? next = null;
        lock (gate)
        {
            if (running < places && turns.TryDequeue(out line))
            {
                line.IsQueued = false;
                next = line.Waiting.Dequeue();
                Run(line);
                Queue(line);
            }
        }

        next?.SetResult(new(this, line!)); // the call runs here, until it first waits
        lock (gate)
        {
            working--;
            Work();
        }
    }

    private bool IsAlone(string tenant)
    {
        var now = Environment.TickCount64;
        if (latest != tenant) (latest, alone) = (tenant, latest is null ? 0 : now + Remembered);
        return now >= alone;
    }

    private void Run(Line line)
    {
        running++;
        line.Running++;
    }

    private void Queue(Line line)
    {
        if (line.IsQueued || line.Waiting.Count == 0 || line.Running >= most) return;
        line.IsQueued = true;
        turns.Enqueue(line);
    }

    private void Work()
    {
        if (working >= workers || turns.Count == 0 || running >= places) return;
        working++;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>One tenant's calls: how many run, and those that wait.</summary>
    internal sealed class Line(string tenant)
    {
        public string Tenant => tenant;

        public Queue<TaskCompletionSource<Turn>> Waiting { get; } = new();

        public int Running { get; set; }

        public bool IsQueued { get; set; }
    }
}
