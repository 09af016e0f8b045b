using System.Collections.Immutable;
using Actors.Contracts;
using Actors.Contracts.Retention;
using Actors.Contracts.Secrets;
using Actors.Contracts.Tools;
using Actors.Grains.A2A;
using Actors.Grains.Infrastructure;
using Actors.Grains.Infrastructure.ReadModels;
using Actors.Grains.Mcp;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.Grains.Retention;

/// <inheritdoc cref="IRetentionGrain"/>
/// <remarks>A reminder begins a pass; a timer makes its steps, each of bounded work, until the last rule has seen its last row.</remarks>
public sealed partial class RetentionGrain(
    [PersistentState("retention")] IPersistentState<RetentionState> state, IStoredStates stored, IStoredAnswers answers, IUsageLedger usage,
    IOptions<McpOptions> mcp, IOptions<AgentOptions> agents, TimeProvider time, ILogger<RetentionGrain> logger)
    : Grain, IRetentionGrain, IRemindable
{
    private const string Reminder = "pass";
    private const int RowsAStep = 1_000;
    private const int GrainsAtOnce = 32;
    private const int RotationsAPass = 100;
    private const int AnswersAtOnce = 10_000;
    private static readonly TimeSpan BetweenPasses = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan BetweenSteps = TimeSpan.FromMilliseconds(200);

    /// <summary>Much longer than any write is under way that still knows the version of a cleared row.</summary>
    private static readonly TimeSpan ClearedRowsStay = TimeSpan.FromHours(1);

    private readonly ImmutableList<RetentionRule> rules = RetentionRule.With(mcp.Value.SessionIdle, agents.Value.KeepTasks);
    /// <summary>For a call that began in its key's last moments, and clocks that differ.</summary>
    private static readonly TimeSpan AnswersStay = TimeSpan.FromHours(1);

    private static readonly TimeSpan WritersStay = TimeSpan.FromDays(1);

    private IGrainTimer? steps;

    /// <inheritdoc />
    public async Task Start(CancellationToken cancellation)
    {
        if (await this.GetReminder(Reminder) is null) await this.RegisterOrUpdateReminder(Reminder, BetweenPasses, BetweenPasses);
    }

    /// <inheritdoc />
    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        steps ??= this.RegisterGrainTimer(static (grain, cancellation) => grain.StepByTimer(cancellation), this,
            new GrainTimerCreationOptions { DueTime = TimeSpan.Zero, Period = BetweenSteps, KeepAlive = true });
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task<bool> Step(CancellationToken cancellation)
    {
        using var _ = Caller.Platform("retention").Enter();
        var pass = state.State.ListedAt is not null ? rules : RetentionRule.Lists.AddRange(rules);
        var at = Math.Max(0, pass.FindIndex(rule => rule.Name == state.State.Looking));
        var last = await Apply(pass[at], state.State.After, cancellation);
        if (last is null) at++;
        var ended = at == pass.Count;
        if (ended)
        {
            await FinishRotations(cancellation);
            await Sweep(cancellation);
        }

        await state.Save(new RetentionState { Looking = ended ? null : pass[at].Name, After = last ?? "", ListedAt = state.State.ListedAt ?? (ended ? time.GetUtcNow() : null) }, this);
        return ended;
    }

    /// <summary>Removes what has ended among the next rows, and answers the last one's key, or null if there are no more.</summary>
    private async Task<string?> Apply(RetentionRule rule, string after, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var rows = await stored.Page(rule.State, after, RowsAStep, rule.Mark, cancellation);
        foreach (var some in rows.Where(row => rule.MayHaveEnded(row, now)).Chunk(GrainsAtOnce))
            await Task.WhenAll(some.Select(row => Expire(rule, row.Key, cancellation)));
        if (rows.Any(row => row.IsCleared)) await stored.DropCleared(rule.State, after, rows[^1].Key, now - ClearedRowsStay, cancellation);
        return rows.Count < RowsAStep ? null : rows[^1].Key;
    }

    private async Task Expire(RetentionRule rule, string key, CancellationToken cancellation)
    {
        try
        {
            await rule.Expire(GrainFactory, key, cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            LogNotExpired(failure, rule.State, key);
        }
    }

    /// <summary>A rotation of a data key leaves the old one for a day, and more if there was much to seal anew.</summary>
    private async Task FinishRotations(CancellationToken cancellation)
    {
        foreach (var tenant in await stored.Holding("data_keys", tenant: null, "\"retiredAt\":", "", RotationsAPass, cancellation))
            await GrainFactory.GetGrain<IDataKeyRotationGrain>(tenant).Finish(cancellation);
    }

    /// <summary>Deletes what serves no more from the tables that no grain owns. An answer serves a day; counts are written again within seconds.</summary>
    private async Task Sweep(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        while (await answers.DropExpired(now - IdempotencyKey.Lifetime - AnswersStay, AnswersAtOnce, cancellation) == AnswersAtOnce)
        {
        }

        await usage.ForgetWriters(now - WritersStay, cancellation);
    }

    /// <summary>A step that fails ends the pass: the next one goes on where this one was.</summary>
    private async Task StepByTimer(CancellationToken cancellation)
    {
        try
        {
            if (!await Step(cancellation)) return;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            LogPassCutShort(failure);
        }

        steps?.Dispose();
        steps = null;
    }

    [LoggerMessage(LogLevel.Warning, "The {State} of {Key} could not be looked at; the next pass tries again")]
    private partial void LogNotExpired(Exception failure, string state, string key);

    [LoggerMessage(LogLevel.Warning, "A pass over what has ended was cut short; the next one goes on there")]
    private partial void LogPassCutShort(Exception failure);
}
