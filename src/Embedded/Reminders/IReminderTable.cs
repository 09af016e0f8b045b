namespace Actors.Embedded;

/// <summary>Where reminders are kept.</summary>
public interface IReminderTable
{
    /// <summary>Called once before any other.</summary>
    Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>The reminders of one grain.</summary>
    Task<ReminderTableData> ReadRows(GrainId grainId);

    /// <summary>
    /// The reminders whose <see cref="GrainId.GetUniformHashCode"/> lies on the ring after <paramref name="begin"/> and up
    /// to <paramref name="end"/>; all of them where both are equal.
    /// </summary>
    Task<ReminderTableData> ReadRows(uint begin, uint end);

    /// <summary>One reminder, or null.</summary>
    Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName);

    /// <summary>Inserts or replaces a reminder whatever its version was, and returns the new ETag.</summary>
    Task<string?> UpsertRow(ReminderEntry entry);

    /// <summary>Deletes a reminder if its ETag is still this one, and says whether it did.</summary>
    Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag);

    /// <summary>Called once after all others.</summary>
    Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
}
