namespace Actors.Embedded;

/// <summary>Waiting calls that have the same time-out, and so expire in the order in which they came.</summary>
internal sealed class TimeoutQueue
{
    private readonly Lock gate = new();
    private readonly LinkedList<Request> requests = new();
    private readonly TimeSpan timeout;
    private readonly TimeProvider clock;
    private readonly Action<IReadOnlyList<Request>, TimeSpan> timeOut;
    private readonly ITimer timer;
    private bool armed;

    public TimeoutQueue(TimeSpan timeout, TimeProvider clock, Action<IReadOnlyList<Request>, TimeSpan> timeOut)
    {
        (this.timeout, this.clock, this.timeOut) = (timeout, clock, timeOut);
        using (ContextFlow.Suppress())
            timer = clock.CreateTimer(static queue => ((TimeoutQueue)queue!).Expire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(Request request)
    {
        lock (gate)
        {
            request.Pending = (requests.AddLast(request), clock.GetTimestamp() + (long)(timeout.TotalSeconds * clock.TimestampFrequency));
            if (armed) return;
            armed = true;
            timer.Change(timeout, Timeout.InfiniteTimeSpan);
        }
    }

    public void Remove(Request request)
    {
        lock (gate)
        {
            if (request.Pending.Place is { List: not null } place) requests.Remove(place);
        }
    }

    public Request[] ToArray()
    {
        lock (gate) return [.. requests];
    }

    private void Expire()
    {
        var expired = new List<Request>();
        lock (gate)
        {
            var now = clock.GetTimestamp();
            while (requests.First is { } first && first.Value.Pending.Deadline <= now)
            {
                expired.Add(first.Value);
                requests.RemoveFirst();
            }
            armed = requests.First is not null;
            if (armed) timer.Change(clock.GetElapsedTime(now, requests.First!.Value.Pending.Deadline), Timeout.InfiniteTimeSpan);
        }
        if (expired.Count > 0) timeOut(expired, timeout);
    }
}
