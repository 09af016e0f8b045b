using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Actors.Embedded;

/// <summary>
/// Keeps reminders. A row says when its reminder is due next and is written after each tick, so a tick missed while the
/// process was down is made up for once, and one that was under way when the process died may come twice.
/// </summary>
internal sealed class ReminderService(ActorRuntime runtime, IGrainFactory grains) : IReminderRegistry, IHostedService
{
    private const int TicksAtOnce = 32;
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(1);

    private readonly IReminderTable? table = runtime.Services.GetService<IReminderTable>();
    private readonly ConcurrentDictionary<(GrainId Grain, string Name), Reminder> reminders = new();
    private readonly SemaphoreSlim writes = new(1);
    private readonly SemaphoreSlim ticks = new(TicksAtOnce);
    private readonly CancellationTokenSource stop = new();
    private Task loading = Task.CompletedTask;

    private IReminderTable Table => table ?? throw new InvalidOperationException("Reminders need an IReminderTable among the services.");

    private DateTime Now => runtime.Clock.GetUtcNow().UtcDateTime;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (table is not null) loading = LoadAsync(table);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stop.CancelAsync();
        await loading.WaitAsync(cancellationToken);
        foreach (var reminder in reminders.Values) await reminder.Stop.CancelAsync();
        await Task.WhenAll(reminders.Values.Select(reminder => reminder.Loop)).WaitAsync(cancellationToken);
        if (table is not null) await table.StopAsync(cancellationToken);
    }

    public Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, runtime.Options.MinimumReminderPeriod);
        var entry = new ReminderEntry { GrainId = callingGrainId, ReminderName = reminderName, StartAt = Now + dueTime, Period = period };
        return WriteAsync<IGrainReminder>(async () =>
        {
            entry.ETag = await Table.UpsertRow(entry);
            return Run(entry);
        });
    }

    public Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder) => WriteAsync(async () =>
    {
        var entry = ((Reminder)reminder).Entry;
        if (reminders.TryRemove((callingGrainId, reminder.ReminderName), out var running))
        {
            entry = running.Entry;
            await running.Stop.CancelAsync();
        }
        return await Table.RemoveRow(callingGrainId, reminder.ReminderName, entry.ETag!);
    });

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName) =>
        await Table.ReadRow(callingGrainId, reminderName) is { } entry ? new Reminder(entry) : null;

    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId) =>
        [.. (await Table.ReadRows(callingGrainId)).Reminders.Select(entry => new Reminder(entry))];

    private async Task LoadAsync(IReminderTable from)
    {
        for (var retry = TimeSpan.FromSeconds(1); !stop.IsCancellationRequested; retry = retry * 2 < LongestRetry ? retry * 2 : LongestRetry)
        {
            try
            {
                await from.StartAsync(stop.Token);
                await WriteAsync(async () =>
                {
                    var rows = (await from.ReadRows(0, 0)).Reminders;
                    foreach (var entry in rows.Where(entry => !reminders.ContainsKey((entry.GrainId, entry.ReminderName)))) Run(entry);
                    return rows.Count;
                });
                return;
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                runtime.Log.RemindersUnreadable(failure, retry);
                await Task.Delay(retry, runtime.Clock, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Starts the loop of a reminder in place of the one before it, on nobody's behalf.</summary>
    private Reminder Run(ReminderEntry entry)
    {
        entry.StartAt = DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc);
        var reminder = new Reminder(entry);
        if (reminders.TryGetValue((entry.GrainId, entry.ReminderName), out var before)) before.Stop.Cancel();
        reminders[(entry.GrainId, entry.ReminderName)] = reminder;
        using (ContextFlow.Suppress()) reminder.Loop = Task.Run(() => RunAsync(reminder));
        return reminder;
    }

    private async Task RunAsync(Reminder reminder)
    {
        while (!reminder.Stop.IsCancellationRequested)
        {
            await Task.Delay(reminder.Wait(Now), runtime.Clock, reminder.Stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (reminder.Stop.IsCancellationRequested || reminder.Wait(Now) > TimeSpan.Zero) continue;
            await TickAsync(reminder);
        }
    }

    private async Task TickAsync(Reminder reminder)
    {
        var entry = reminder.Entry;
        await ticks.WaitAsync(CancellationToken.None);
        try
        {
            if (stop.IsCancellationRequested) return;
            await grains.GetGrain<IRemindable>(entry.GrainId).ReceiveReminder(entry.ReminderName, new(entry.StartAt, entry.Period, Now));
        }
        catch (Exception failure)
        {
            runtime.Log.ReminderFailed(failure, entry.ReminderName, entry.GrainId);
        }
        finally
        {
            ticks.Release();
        }
        await WriteAsync(() => AdvanceAsync(reminder));
    }

    /// <summary>Sets the next tick, unless the reminder was changed or removed meanwhile.</summary>
    private async Task<bool> AdvanceAsync(Reminder reminder)
    {
        var entry = reminder.Entry;
        if (reminders.GetValueOrDefault((entry.GrainId, entry.ReminderName)) != reminder) return false;
        reminder.Advance(Now);
        try
        {
            entry.ETag = await Table.UpsertRow(entry);
            return true;
        }
        catch (Exception failure)
        {
            runtime.Log.ReminderNotAdvanced(failure, entry.ReminderName, entry.GrainId);
            return false;
        }
    }

    private async Task<T> WriteAsync<T>(Func<Task<T>> write)
    {
        await writes.WaitAsync();
        try
        {
            return await write();
        }
        finally
        {
            writes.Release();
        }
    }
}
