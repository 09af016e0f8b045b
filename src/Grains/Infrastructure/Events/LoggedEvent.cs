namespace Actors.Grains.Infrastructure.Events;

/// <summary>An event as it was stored.</summary>
/// <param name="Sequence">Its place in its stream; the first event has 1.</param>
/// <param name="At">When it was stored, in UTC.</param>
/// <param name="Payload">What was appended. Not to be changed.</param>
public readonly record struct LoggedEvent(long Sequence, DateTimeOffset At, byte[] Payload);
