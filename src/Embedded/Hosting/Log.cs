using Microsoft.Extensions.Logging;

namespace Actors.Embedded;

/// <summary>What the runtime logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "Grain {Grain} could not be activated; the calls that wait for it fail.")]
    public static partial void ActivationFailed(this ILogger log, Exception exception, GrainId grain);

    [LoggerMessage(2, LogLevel.Error, "Grain {Grain} failed while it was deactivated.")]
    public static partial void DeactivationFailed(this ILogger log, Exception exception, GrainId grain);

    [LoggerMessage(3, LogLevel.Warning, "{Method} of grain {Grain} failed and no caller waits for it any more.")]
    public static partial void FailedUnobserved(this ILogger log, Exception exception, string method, GrainId grain);

    [LoggerMessage(4, LogLevel.Error, "A timer of grain {Grain} failed; it goes on.")]
    public static partial void TimerFailed(this ILogger log, Exception exception, GrainId grain);

    [LoggerMessage(5, LogLevel.Error, "Reminder {Reminder} of grain {Grain} failed; it comes again after its period.")]
    public static partial void ReminderFailed(this ILogger log, Exception exception, string reminder, GrainId grain);

    [LoggerMessage(6, LogLevel.Error, "The reminder table cannot be read; reminders wait. The next try is in {Delay}.")]
    public static partial void RemindersUnreadable(this ILogger log, Exception exception, TimeSpan delay);

    [LoggerMessage(7, LogLevel.Information, "Draining {Activations} activations.")]
    public static partial void Draining(this ILogger log, int activations);

    [LoggerMessage(8, LogLevel.Warning, "{Activations} activations were still busy after {Timeout}; their calls were cancelled.")]
    public static partial void DrainTimedOut(this ILogger log, int activations, TimeSpan timeout);

    [LoggerMessage(9, LogLevel.Error, "The next tick of reminder {Reminder} of grain {Grain} could not be stored; a restart may repeat the last one.")]
    public static partial void ReminderNotAdvanced(this ILogger log, Exception exception, string reminder, GrainId grain);
}
