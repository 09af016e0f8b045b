using Actors.Contracts.A2A;

namespace Actors.Grains.A2A;

/// <summary>The last updates of a task, which nearly all who follow it still have to hear. Who lags behind reads the log.</summary>
internal sealed class RecentUpdates
{
    private const int Kept = 256;

    private readonly Queue<TaskUpdate> updates = new();
    private long forgotten;

    /// <summary>What was up to this generation is not here.</summary>
    public void BeginAt(long generation) => forgotten = generation;

    public void Add(TaskUpdate update)
    {
        updates.Enqueue(update);
        if (updates.Count > Kept) forgotten = updates.Dequeue().Generation;
    }

    /// <summary>The updates behind a generation, or null if some of them are forgotten.</summary>
    public IReadOnlyList<TaskUpdate>? After(long generation) =>
        generation < forgotten ? null : [.. updates.Where(update => update.Generation > generation)];
}
