using System.Text;
using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Changes;
using Actors.Contracts.Tasks;
using Actors.Contracts.Tools;
using Actors.Grains.Changes;
using Actors.Grains.Infrastructure.Events;
using Actors.Tools;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.Grains.Tasks;

/// <inheritdoc cref="ITaskGrain"/>
/// <remarks>
/// All it knows are the events of its log, which only it appends to. A timer does the work beside the calls; a reminder brings the
/// grain back where its silo died, and removes it when its time is over.
/// </remarks>
public sealed partial class TaskGrain(IEventLog log, ToolCatalog tools, IOptions<TaskOptions> options, TimeProvider time, ILogger<TaskGrain> logger)
    : Grain, ITaskGrain, IRemindable
{
    private const string Reminder = "task";
    private const int Page = 500, LargestResult = 4 * 1024 * 1024;
    private static readonly TimeSpan Watch = TimeSpan.FromMinutes(1), AskingTime = TimeSpan.FromSeconds(2);

    private TaskHistory? history;
    private string? message;
    private CancellationTokenSource? running;
    private TaskCompletionSource<ActorError?>? firstStep;
    private Task appending = Task.CompletedTask;

    private string Tenant => GrainKeys.TenantOf(this.GetPrimaryKeyString());

    private string Id => GrainKeys.LocalPartOf(this.GetPrimaryKeyString());

    private string Stream => $"task/{Id}";

    /// <inheritdoc />
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        while (await log.Read(Tenant, Stream, history?.Generation ?? 0, Page, cancellationToken) is { Count: > 0 } events)
            foreach (var stored in events)
                history = history is null ? TaskHistory.Begin(TaskEvent.Read(stored.Payload), stored.Sequence) : history.Then(TaskEvent.Read(stored.Payload), stored.Sequence);
        if (history?.State == WorkState.Working) Later(Recover);
    }

    /// <inheritdoc />
    public async Task<TaskSnapshot> Start(TaskStart start, CancellationToken cancellation)
    {
        var tool = Find(start.Tool) ?? throw ActorException.NotFound("There is no such tool that can become a task.");
        if (history is not null) return Begun(start);
        var kept = options.Value.TimeToLive;
        await this.RegisterOrUpdateReminder(Reminder, kept < Watch ? kept : Watch, Watch);
        await Append(new() { At = time.GetUtcNow(), State = WorkState.Working, Start = start, TimeToLive = kept });
        var asked = tool.Invoker.Asks ? firstStep = new(TaskCreationOptions.RunContinuationsAsynchronously) : null;
        Later(Work);
        if (asked is null || await AskedFirst(asked.Task) is not { } question) return Snapshot();
        await Remove(cancellation);
        throw new ActorException(question);
    }

    /// <inheritdoc />
    public Task<TaskSnapshot> Get(string owner, CancellationToken cancellation)
    {
        Demand(owner);
        return Task.FromResult(Snapshot());
    }

    /// <inheritdoc />
    public async Task<TaskSnapshot> Answer(string owner, IReadOnlyDictionary<string, string> answers, CancellationToken cancellation)
    {
        var task = Demand(owner);
        var open = task.Open.ToDictionary();
        var answered = answers.Where(answer => open.TryGetValue(answer.Key, out var question) && question.Request.Takes(JsonElement.Parse(answer.Value))).ToDictionary();
        if (task.State != WorkState.InputRequired || answered.Count == 0) return Snapshot();
        var goesOn = answered.Count == open.Count;
        await Append(new() { At = time.GetUtcNow(), State = goesOn ? WorkState.Working : WorkState.InputRequired, Answered = answered });
        if (goesOn) Later(Work);
        return Snapshot();
    }

    /// <inheritdoc />
    public async Task<TaskSnapshot> Cancel(string owner, CancellationToken cancellation)
    {
        if (Demand(owner).HasEnded) return Snapshot();
        await Append(new() { At = time.GetUtcNow(), State = WorkState.Cancelled, Message = "Cancelled by the client." });
        if (running is { } work) await work.CancelAsync();
        return Snapshot();
    }

    /// <inheritdoc />
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (history is null || history.EndsAt <= time.GetUtcNow()) await Remove(CancellationToken.None);
        else if (history.HasEnded) await this.RegisterOrUpdateReminder(Reminder, history.EndsAt - time.GetUtcNow(), Watch);
    }

    /// <summary>Does what is to be done beside the calls, in turns of its own.</summary>
    private void Later(Func<CancellationToken, Task> work) => this.RegisterGrainTimer(work, new GrainTimerCreationOptions
    {
        DueTime = TimeSpan.Zero, Period = Timeout.InfiniteTimeSpan, Interleave = true, KeepAlive = true,
    });

    private async Task Work(CancellationToken stopping)
    {
        var task = history!;
        using var mine = running = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        try
        {
            DelayDeactivation(task.TimeToLive);
            await Follow(Find(task.Start.Tool)!.RunInSteps(task.Start.Caller, JsonElement.Parse(task.Start.Arguments), task.Answers, mine.Token), mine.Token);
        }
        catch (Exception) when (history is null || history.HasEnded || stopping.IsCancellationRequested)
        {
            // Called off, or this silo stops: then the reminder brings the task back on another.
        }
        catch (Exception failure)
        {
            await Ended(failure);
        }
        finally
        {
            running = null;
            DelayDeactivation(TimeSpan.FromTicks(-1));
            firstStep?.TrySetResult(null);
        }
    }

    private async Task Follow(IAsyncEnumerable<ToolStep> steps, CancellationToken cancellation)
    {
        var told = time.GetTimestamp();
        await foreach (var step in steps.WithCancellation(cancellation))
        {
            firstStep?.TrySetResult(null);
            if (history is null || history.HasEnded) return;
            if (step.Result is { } result)
            {
                await Append(result.Length <= LargestResult ? new() { At = time.GetUtcNow(), State = WorkState.Completed, Result = Encoding.UTF8.GetString(result.Span) } : TooLarge());
                return;
            }
            var news = step.Message ?? step.Log?.Text;
            message = news ?? message;
            // The longer it takes, the rarer it is written down: the log of a task stays short.
            if (news is null || time.GetElapsedTime(told) < TimeSpan.FromSeconds(1 + (history.Generation / 60))) continue;
            told = time.GetTimestamp();
            await Append(new() { At = time.GetUtcNow(), State = WorkState.Working, Message = message });
        }
        throw new InvalidOperationException("The tool ended without a result.");
    }

    private async Task Ended(Exception failure)
    {
        if (failure is ActorException { Error.Input: { } input } asked)
        {
            if (firstStep?.TrySetResult(asked.Error) == true) return;
            await Append(new() { At = time.GetUtcNow(), State = WorkState.InputRequired, Asked = history!.Key(input.Requests), MethodState = input.State });
        }
        else if (failure is ActorException { Error.Code: not ErrorCodes.Internal } told)
        {
            await Append(new() { At = time.GetUtcNow(), State = WorkState.Completed, Error = told.Error });
        }
        else
        {
            LogFault(failure, history!.Start.Tool, Id);
            await Append(Failed(ErrorCodes.Internal, "Something went wrong on our side. Quote the task's id when you report it."));
        }
    }

    /// <summary>Goes on where another activation was cut off: over again, if that does no harm.</summary>
    private async Task Recover(CancellationToken stopping)
    {
        if (history is not { State: WorkState.Working } task) return;
        if (Find(task.Start.Tool) is { CanRepeat: true }) await Work(stopping);
        else await Append(Failed(ErrorCodes.UnknownOutcome, "The work was interrupted, and its outcome is unknown: it may have taken effect or not. Look before you repeat it."));
    }

    private async Task<ActorError?> AskedFirst(Task<ActorError?> first)
    {
        await Task.WhenAny(first, Task.Delay(AskingTime, time));
        firstStep!.TrySetResult(null);
        var asked = await first;
        firstStep = null;
        return asked;
    }

    private TaskSnapshot Begun(TaskStart start) => history!.Owner == (start.Caller.User ?? start.Caller.Client) && history.Start.Tool == start.Tool && history.Start.Arguments == start.Arguments
        ? Snapshot()
        : throw new ActorException(ErrorCodes.Conflict, "This idempotency key came with another call before. Make a new key for each call, and repeat a call with the same arguments.");

    private Tool? Find(string name) => tools.Find(name) is { Declared.Tasks: not TaskSupport.Never } tool ? tool : null;

    private TaskHistory Demand(string owner) => history is { } task && task.Owner == owner && task.EndsAt > time.GetUtcNow()
        ? task : throw ActorException.NotFound("There is no such task. It may have been forgotten: tasks are kept for as long as they said.");

    private TaskSnapshot Snapshot() => history!.Snapshot(Id, message);

    private TaskEvent Failed(string code, string why) => new() { At = time.GetUtcNow(), State = WorkState.Failed, Message = why, Error = new ActorException(code, why).Error };

    private TaskEvent TooLarge() => Failed(ErrorCodes.LimitReached, $"The result is larger than {LargestResult / 1024 / 1024} MiB; ask for less.");

    /// <summary>The work and the calls change the task side by side, so they wait for each other. What has ended changes no more.</summary>
    private Task Append(TaskEvent change) => appending = AppendAfter(appending, change);

    private async Task AppendAfter(Task before, TaskEvent change)
    {
        await Task.WhenAny(before);
        if (history is null ? change.Start is null : history.HasEnded) return;
        var at = history?.Generation ?? 0;
        try
        {
            await log.Append(Tenant, Stream, at, [change.ToBytes()], CancellationToken.None);
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
        history = history is null ? TaskHistory.Begin(change, at + 1) : history.Then(change, at + 1);
        await GrainFactory.Publish(GrainKeys.User(Tenant, history.Owner), [Change.OfTask(Id)]);
    }

    private async Task Remove(CancellationToken cancellation)
    {
        history = null;
        if (running is { } work) await work.CancelAsync();
        await log.Drop(Tenant, Stream, cancellation);
        if (await this.GetReminder(Reminder) is { } reminder) await this.UnregisterReminder(reminder);
        DeactivateOnIdle();
    }

    [LoggerMessage(LogLevel.Error, "The tool {Tool} failed in task {Task}")]
    private partial void LogFault(Exception failure, string tool, string task);
}
