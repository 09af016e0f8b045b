namespace Actors.Gateway.Admission;

/// <summary>
/// Lets so many calls run at a time. Each tenant's further ones wait in a line of its own and the lines take turns: a tenant
/// whose calls take long waits for itself. Who gets the processor is settled before, by <see cref="FairReading"/>.
/// </summary>
/// <param name="places">How many calls run at a time. One tenant has three quarters of them at most.</param>
internal sealed class FairTurns(int places)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Line> lines = new(StringComparer.Ordinal);
    private readonly Queue<Line> turns = new();
    private readonly int most = Math.Max(1, places * 3 / 4);
    private int running;

    /// <summary>Completes when the tenant has a place; disposing the turn gives it back.</summary>
    public ValueTask<Turn> Enter(string tenant)
    {
        lock (gate)
        {
            if (!lines.TryGetValue(tenant, out var line)) lines[tenant] = line = new(tenant);
            if (running < places && line.Running < most)
            {
                Run(line);
                return new(new Turn(this, line));
            }

            var mine = new TaskCompletionSource<Turn>(TaskCreationOptions.RunContinuationsAsynchronously);
            line.Waiting.Enqueue(mine);
            Queue(line);
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
            if (!turns.TryDequeue(out var next)) return;
            next.IsQueued = false;
            Run(next);
            next.Waiting.Dequeue().SetResult(new(this, next));
            Queue(next);
        }
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

    /// <summary>One tenant's calls: how many run, and those that wait.</summary>
    internal sealed class Line(string tenant)
    {
        public string Tenant => tenant;

        public Queue<TaskCompletionSource<Turn>> Waiting { get; } = new();

        public int Running { get; set; }

        public bool IsQueued { get; set; }
    }
}
