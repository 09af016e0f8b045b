namespace Actors.Embedded;

/// <summary>A row of the reminder table.</summary>
public sealed class ReminderEntry
{
    /// <summary>The grain to remind.</summary>
    public GrainId GrainId { get; set; }

    /// <summary>The reminder's name, unique within its grain.</summary>
    public string ReminderName { get; set; } = "";

    /// <summary>When it is due; after each tick, when it is due next. UTC.</summary>
    public DateTime StartAt { get; set; }

    /// <summary>The time between ticks.</summary>
    public TimeSpan Period { get; set; }

    /// <summary>The row's version.</summary>
    public string? ETag { get; set; }
}
