using System.Text;
using Actors.Contracts;
using Actors.Contracts.Mailing;
using Actors.Grains.Infrastructure;
using Actors.Grains.Infrastructure.Secrets;
using Microsoft.Extensions.Logging;

namespace Actors.Grains.Mailing;

/// <inheritdoc cref="IMailGrain"/>
/// <remarks>A timer tries, at once and then less and less often; the reminder is there for a process that has died.</remarks>
public sealed partial class MailGrain(
    [PersistentState("mail")] IPersistentState<MailState> state, IMailer mailer, SecretBox box, TimeProvider time, ILogger<MailGrain> logger) : Grain, IMailGrain, IRemindable
{
    private const string Reminder = "mail";
    private static readonly TimeSpan Watch = TimeSpan.FromMinutes(5), FirstPause = TimeSpan.FromSeconds(5), LongestPause = TimeSpan.FromHours(1), LongestAttempt = TimeSpan.FromSeconds(60);

    private IGrainTimer? timer;

    private string Id => GrainKeys.LocalPartOf(this.GetPrimaryKeyString());

    private SecretPlace Place => SecretPlace.Of(this.GetPrimaryKeyString(), "mail");

    /// <inheritdoc />
    public async Task Send(Contracts.Mailing.Mail mail, CancellationToken cancellation)
    {
        if (state.State.Mail is not null) return;
        await this.RegisterOrUpdateReminder(Reminder, Watch, Watch);
        var text = await box.Seal(Encoding.UTF8.GetBytes(mail.Text), Place);
        await state.Save(new MailState { Mail = mail with { Text = "" }, SealedText = text, NextAt = time.GetUtcNow() }, this);
        TryIn(TimeSpan.Zero);
    }

    /// <inheritdoc />
    public async Task Reseal(CancellationToken cancellation)
    {
        if (state.State.Mail is not null && await box.Reseal(state.State.SealedText, Place) is { } resealed)
            await state.Save(state.State with { SealedText = resealed }, this);
        state.LeaveIfAbsent(this);
    }

    /// <inheritdoc />
    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        // Not awaited: a mail server that hangs would hold up the reminders of others.
        if (time.GetUtcNow() >= state.State.NextAt) TryIn(TimeSpan.Zero);
        return Task.CompletedTask;
    }

    private void TryIn(TimeSpan pause)
    {
        if (timer is null) timer = this.RegisterGrainTimer(Try, new GrainTimerCreationOptions { DueTime = pause, Period = Timeout.InfiniteTimeSpan, KeepAlive = true });
        else timer.Change(pause, Timeout.InfiniteTimeSpan);
    }

    private async Task Try(CancellationToken stopping)
    {
        using var _ = Caller.EnterPlatform();
        if (state.State.Mail is not { } mail || time.GetUtcNow() >= mail.Until)
        {
            await Forget();
            return;
        }

        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        attempt.CancelAfter(LongestAttempt);
        try
        {
            var text = Encoding.UTF8.GetString(await box.Open(state.State.SealedText, Place));
            if (!await mailer.Send(Id, mail with { Text = text }, attempt.Token)) LogRefused(Id);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            LogFailed(failure, Id, state.State.Failures + 1);
            await TryLater();
            return;
        }

        await Forget();
    }

    private async Task TryLater()
    {
        var pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(state.State.Failures, 16)));
        await state.Save(state.State with { Failures = state.State.Failures + 1, NextAt = time.GetUtcNow() + pause }, this);
        TryIn(pause);
    }

    private async Task Forget()
    {
        if (state.RecordExists) await state.ClearStateAsync(CancellationToken.None);
        if (await this.GetReminder(Reminder) is { } reminder) await this.UnregisterReminder(reminder);
        DeactivateOnIdle();
    }

    [LoggerMessage(LogLevel.Warning, "Mail {Mail} could not be handed over, for the {Times}. time; it is tried again")]
    private partial void LogFailed(Exception failure, string mail, int times);

    [LoggerMessage(LogLevel.Warning, "Mail {Mail} was refused by the mail server, for good")]
    private partial void LogRefused(string mail);
}
