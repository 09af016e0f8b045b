namespace Actors.Gateway.Admission;

/// <summary>
/// Lets so many calls run at a time. When more come, each tenant's wait in a line of its own and the lines take turns: a tenant
/// that floods waits for itself, and another one's call for one turn at most.
/// </summary>
internal sealed class FairTurns(int places)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<TaskCompletionSource>> lines = new(StringComparer.Ordinal);
    private readonly Queue<string> turns = new();
    private int free = places;

    /// <summary>Completes when the tenant has a place; <see cref="Leave"/> gives it back.</summary>
    public ValueTask Enter(string tenant)
    {
        TaskCompletionSource mine;
        lock (gate)
        {
            if (free > 0)
            {
                free--;
                return ValueTask.CompletedTask;
            }

            mine = new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!lines.TryGetValue(tenant, out var line))
            {
                lines[tenant] = line = new();
                turns.Enqueue(tenant);
            }

            line.Enqueue(mine);
        }

        return new(mine.Task);
    }

    /// <summary>Gives the place to the tenant whose turn it is.</summary>
    public void Leave()
    {
        TaskCompletionSource next;
        lock (gate)
        {
            if (!turns.TryDequeue(out var tenant))
            {
                free++;
                return;
            }

            var line = lines[tenant];
            next = line.Dequeue();
            if (line.Count > 0) turns.Enqueue(tenant);
            else lines.Remove(tenant);
        }

        next.SetResult();
    }
}
