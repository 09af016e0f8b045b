using System.Runtime.CompilerServices;
using Actors.Contracts.Changes;

namespace Actors.Gateway.Mcp.Subscriptions;

/// <summary>
/// What one client is still to be told. A change that waits to be told is not told twice: a client that reads slowly is behind by
/// what it asked for, and never by more.
/// </summary>
internal sealed class ChangeListener(SubscriptionFilter filter) : IDisposable
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim more = new(0);
    private List<Change>? waiting;

    public void Hear(Change change)
    {
        if (filter.Wants(change)) Add(change);
    }

    /// <summary>Changes may have been missed.</summary>
    public void HearAll()
    {
        foreach (var change in filter.All) Add(change);
    }

    public async IAsyncEnumerable<Change> Changes([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            await more.WaitAsync(cancellation);
            foreach (var change in Take()) yield return change;
        }
    }

    public void Dispose() => more.Dispose();

    private void Add(Change change)
    {
        lock (gate)
        {
            if (waiting is not null && waiting.Contains(change)) return;
            (waiting ??= []).Add(change);
            if (waiting.Count == 1) more.Release();
        }
    }

    private List<Change> Take()
    {
        lock (gate)
        {
            var taken = waiting ?? [];
            waiting = null;
            return taken;
        }
    }
}
