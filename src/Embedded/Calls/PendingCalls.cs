using System.Collections.Concurrent;

namespace Actors.Embedded;

/// <summary>
/// The calls whose callers wait. Calls with the same time-out stand in one queue in the order of their deadlines, so one
/// timer for each time-out does. When calls time out, what the others wait for shows whether they are deadlocked.
/// </summary>
internal sealed class PendingCalls(TimeProvider clock, TimeSpan defaultTimeout)
{
    private readonly ConcurrentDictionary<TimeSpan, TimeoutQueue> queues = new();
    private TimeoutQueue? usual;

    public void Add(Request request, TimeSpan? timeout) => QueueOf(timeout).Add(request);

    public void Remove(Request request)
    {
        if (request.Pending.Place is not null) QueueOf(request.Method.Timeout).Remove(request);
    }

    /// <summary>Cancels all calls to an activation.</summary>
    public void GiveUp(Activation target, Exception reason)
    {
        foreach (var request in All().Where(request => request.Target == target)) request.GiveUp(reason);
    }

    private TimeoutQueue QueueOf(TimeSpan? timeout) => timeout is { } given && given != defaultTimeout
        ? queues.GetOrAdd(given, static (given, calls) => calls.New(given), this)
        : usual ?? Interlocked.CompareExchange(ref usual, queues.GetOrAdd(defaultTimeout, New), null) ?? usual;

    private TimeoutQueue New(TimeSpan timeout) => new(timeout, clock, TimeOut);

    private Request[] All() => [.. queues.Values.SelectMany(queue => queue.ToArray())];

    private void TimeOut(IReadOnlyList<Request> expired, TimeSpan timeout)
    {
        var waits = All().Concat(expired).Where(request => request.Source is not null)
            .ToLookup(request => request.Source!.GrainId, request => request.Reference.GrainId);
        foreach (var request in expired)
        {
            var cycle = Cycle([request.Reference.GrainId], waits);
            request.GiveUp(new TimeoutException(
                $"{request.Method.Name} of grain {request.Reference.GrainId} did not answer within {timeout}."
                + (cycle is null ? "" : $" It waits in a deadlock: {string.Join(" → ", cycle)}. Let one of these calls interleave, or do not call back.")));
        }
    }

    /// <summary>The way along which grains wait for each other, up to the grain that closes the circle; null if there is none.</summary>
    private static List<GrainId>? Cycle(List<GrainId> way, ILookup<GrainId, GrainId> waits)
    {
        var seen = new HashSet<GrainId>(way);
        return Search();

        List<GrainId>? Search()
        {
            foreach (var next in waits[way[^1]].Distinct())
            {
                var closes = way.Contains(next);
                if (!closes && !seen.Add(next)) continue;
                way.Add(next);
                if (closes || Search() is not null) return way;
                way.RemoveAt(way.Count - 1);
            }
            return null;
        }
    }
}
