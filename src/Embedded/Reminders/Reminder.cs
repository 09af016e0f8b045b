namespace Actors.Embedded;

/// <summary>A reminder in memory: its row, and the loop that waits for its ticks.</summary>
internal sealed class Reminder(ReminderEntry entry) : IGrainReminder
{
    /// <summary>A timer cannot wait for ever; a reminder that is further away looks at the clock again.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    public ReminderEntry Entry { get; } = entry;

    public string ReminderName => Entry.ReminderName;

    public CancellationTokenSource Stop { get; } = new();

    public Task Loop { get; set; } = Task.CompletedTask;

    public TimeSpan Wait(DateTime now)
    {
        var wait = Entry.StartAt - now;
        return wait <= TimeSpan.Zero ? TimeSpan.Zero : wait < LongestWait ? wait : LongestWait;
    }

    /// <summary>Moves on by whole periods to the first tick after now: of the ticks that were missed, one is made up for.</summary>
    public void Advance(DateTime now) =>
        Entry.StartAt += Entry.Period * (Math.Max(0, Math.Floor((now - Entry.StartAt) / Entry.Period)) + 1);
}
