using System.Diagnostics.CodeAnalysis;

namespace Actors.Embedded;

/// <summary>How a grain timer ticks.</summary>
public readonly record struct GrainTimerCreationOptions()
{
    /// <summary>A timer that does not interleave and does not keep its activation alive.</summary>
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period) : this() => (DueTime, Period) = (dueTime, period);

    /// <summary>From now to the first tick; <see cref="Timeout.InfiniteTimeSpan"/> for none.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>From the end of a tick to the next one; <see cref="Timeout.InfiniteTimeSpan"/> for none.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>A tick may run while a call awaits.</summary>
    public bool Interleave { get; init; }

    /// <summary>A tick counts as use, so the activation stays.</summary>
    public bool KeepAlive { get; init; }
}
