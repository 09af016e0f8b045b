namespace Actors.Embedded;

/// <summary>When a reminder was due.</summary>
/// <param name="FirstTickTime">A time at which it was due; all others are whole periods away. UTC.</param>
/// <param name="Period">The time between ticks.</param>
/// <param name="CurrentTickTime">Now. UTC.</param>
public readonly record struct TickStatus(DateTime FirstTickTime, TimeSpan Period, DateTime CurrentTickTime);
