namespace Actors.Gateway.Mcp.Methods;

/// <summary>How fast something may be told: so many times at once, and then once in each interval.</summary>
internal sealed class Pace(int atOnce, TimeSpan interval, TimeProvider time)
{
    private readonly long begun = time.GetTimestamp();
    private TimeSpan paidUntil;

    /// <summary>How long the next has to wait; nothing where it need not.</summary>
    public TimeSpan Wait => paidUntil - ((atOnce - 1) * interval) - Now is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero;

    private TimeSpan Now => time.GetElapsedTime(begun);

    /// <summary>Takes note that it was told once more.</summary>
    public void Take() => paidUntil = (paidUntil > Now ? paidUntil : Now) + interval;
}
