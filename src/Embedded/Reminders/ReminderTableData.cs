namespace Actors.Embedded;

/// <summary>Rows of the reminder table.</summary>
/// <param name="list">The rows.</param>
public sealed class ReminderTableData(IEnumerable<ReminderEntry> list)
{
    /// <summary>No rows.</summary>
    public ReminderTableData() : this([])
    {
    }

    /// <summary>The rows.</summary>
    public IList<ReminderEntry> Reminders { get; } = [.. list];
}
