using Actors.Embedded.Tests.Support;

namespace Actors.Embedded.Tests;

public interface IRemindedGrain : IGrainWithStringKey
{
    Task Remind(string name, TimeSpan due, TimeSpan period);

    Task Forget(string name);

    Task<string[]> Names();
}

internal sealed class RemindedGrain(Journal journal) : Grain, IRemindedGrain, IRemindable
{
    public async Task Remind(string name, TimeSpan due, TimeSpan period) =>
        Assert.Equal(name, (await this.RegisterOrUpdateReminder(name, due, period)).ReminderName);

    public async Task Forget(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public async Task<string[]> Names() => [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName).Order()];

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        journal.Note($"{reminderName} at {status.CurrentTickTime:HH:mm}");
        if (reminderName == "once") await Forget(reminderName);
        if (reminderName == "failing") throw new DivideByZeroException();
    }
}

public interface IForgetfulGrain : IGrainWithStringKey
{
    Task Remind();
}

internal sealed class ForgetfulGrain : Grain, IForgetfulGrain
{
    public Task Remind() => this.RegisterOrUpdateReminder("x", TimeSpan.FromHours(1), TimeSpan.FromHours(1));
}

public sealed class ReminderTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly ManualClock clock = new();
    private readonly MemoryReminders table = new();

    [Fact]
    public async Task A_reminder_comes_after_its_due_time_and_each_period_also_to_a_grain_that_sleeps()
    {
        await using var host = await Start();
        await host.Grains.GetGrain<IRemindedGrain>("a").Remind("report", Hour, 2 * Hour);

        await Turn(host, Hour, "report at 10:00");
        await Turn(host, 2 * Hour, "report at 12:00");
        Assert.Equal(2, host.Journal.Entries.Length);
    }

    [Fact]
    public async Task A_reminder_survives_a_restart_and_makes_up_once_for_the_ticks_it_missed()
    {
        await using (var host = await Start())
        {
            await host.Grains.GetGrain<IRemindedGrain>("a").Remind("report", Hour, Hour);
            await Turn(host, Hour, "report at 10:00");
        }
        clock.Advance(TimeSpan.FromHours(3.5));

        await using var next = await Start();
        await next.Journal.Until("report at 13:30");
        await Turn(next, Hour / 2, "report at 14:00");
        Assert.Equal(2, next.Journal.Entries.Length);
    }

    [Fact]
    public async Task A_restart_does_not_repeat_a_tick_that_was_received()
    {
        await using (var host = await Start())
        {
            await host.Grains.GetGrain<IRemindedGrain>("a").Remind("report", Hour, Hour);
            await Turn(host, Hour, "report at 10:00");
        }

        await using var next = await Start();
        await Turn(next, Hour, "report at 11:00");
        Assert.Equal(["report at 11:00"], next.Journal.Entries);
    }

    [Fact]
    public async Task A_reminder_can_be_changed_listed_and_removed_even_while_it_is_received()
    {
        await using var host = await Start();
        var grain = host.Grains.GetGrain<IRemindedGrain>("a");
        await grain.Remind("report", Hour, Hour);
        await grain.Remind("once", Hour, Hour);
        await grain.Remind("never", Hour, Hour);
        Assert.Equal(["never", "once", "report"], await grain.Names());

        await grain.Forget("never");
        await grain.Remind("report", 2 * Hour, Hour);
        await Turn(host, Hour, "once at 10:00");
        await Journal.Eventually(async () => await grain.Names() is ["report"]);
        await Turn(host, Hour, "report at 11:00");
        Assert.Equal(["once at 10:00", "report at 11:00"], host.Journal.Entries);
    }

    [Fact]
    public async Task A_reminder_that_fails_comes_again()
    {
        await using var host = await Start();
        await host.Grains.GetGrain<IRemindedGrain>("a").Remind("failing", Hour, Hour);

        await Turn(host, Hour, "failing at 10:00");
        await Turn(host, Hour, "failing at 11:00");
    }

    [Fact]
    public async Task A_period_too_short_and_a_grain_that_cannot_be_reminded_are_refused()
    {
        await using var host = await Start();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => host.Grains.GetGrain<IRemindedGrain>("a").Remind("x", Hour, TimeSpan.FromSeconds(59)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Grains.GetGrain<IForgetfulGrain>("a").Remind());
    }

    private Task<TestHost> Start() => TestHost.Start(options => options.CollectionQuantum = TimeSpan.FromDays(1), clock: clock, reminders: table);

    private async Task Turn(TestHost host, TimeSpan time, string expected)
    {
        await clock.WhenTimerIsSet(time);
        clock.Advance(time);
        await host.Journal.Until(expected);
    }
}
