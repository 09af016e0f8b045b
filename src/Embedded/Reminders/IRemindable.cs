namespace Actors.Embedded;

/// <summary>A grain that can have reminders: timers that outlive activations and the process.</summary>
public interface IRemindable : IGrain
{
    /// <summary>A reminder is due. It may come again if the process dies before the tick is recorded.</summary>
    Task ReceiveReminder(string reminderName, TickStatus status);
}
