using System.Runtime.CompilerServices;
using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Grains.A2A.Concierge;
using Microsoft.Extensions.Logging;

namespace Actors.Grains.A2A;

/// <inheritdoc cref="IAgentTaskGrain"/>
/// <remarks>
/// What it is asked interleaves with its work, so that it answers while it works; the <see cref="gate"/> keeps what it writes in
/// one order. Should an append fail, the log and this memory may differ, and the next activation reads what is so.
/// </remarks>
[PreferLocalPlacement, CollectionAgeLimit(Minutes = 2)]
public sealed partial class AgentTaskGrain(ITaskLog log, AgentContracts agents, Discretion discretion, TimeProvider time, ILogger<AgentTaskGrain> logger)
    : Grain, IAgentTaskGrain, IDisposable
{
    private const int EntriesARead = 1_000;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(25), LongestStart = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly RecentUpdates recent = new();
    private TaskStory story = new("");
    private TaskCompletionSource changed = NewSignal();
    private bool isRead;
    private int followers;

    private string Key => GrainContext.GrainId.Key.ToString()!;

    private bool IsSettled => story.Unanswered is null;

    /// <inheritdoc />
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        story = new(GrainKeys.IdOf(Key));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        turn?.Cancel();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        turn?.Dispose();
        gate.Dispose();
    }

    /// <inheritdoc />
    public async Task<SendOutcome> Send(SendMessage request, CancellationToken cancellation)
    {
        var taken = await Take(request, Caller.Current!, cancellation);
        var then = request.Streams ? story.Read(new() { HistoryLength = request.HistoryLength }) : null;
        if (request.ReturnImmediately)
        {
            await Until(() => IsSettled || story.Generation > taken, LongestStart, cancellation);
        }
        else
        {
            await Until(() => IsSettled, LongestWait, cancellation);
            if (story.IsOver && followers == 0 && !story.Watched) DeactivateOnIdle(); // most likely nobody asks for it again
        }
        return story.Reply is { } reply ? new() { Reply = reply } : new() { Task = then ?? story.Read(new() { HistoryLength = request.HistoryLength }) };
    }

    /// <inheritdoc />
    public async Task<AgentTask> Get(ReadTask request, CancellationToken cancellation)
    {
        await DemandTask(cancellation);
        if (request.WhenSettled) await Until(() => IsSettled, LongestWait, cancellation);
        return story.Read(request);
    }

    /// <inheritdoc />
    public async Task<AgentTask> Cancel(CancellationToken cancellation)
    {
        await DemandTask(cancellation);
        await gate.WaitAsync(cancellation);
        try
        {
            if (story.Status.State == AgentTaskState.Canceled) return story.Read(new());
            if (story.IsOver) throw Ended("it cannot be canceled");
            await Append([Entry(AgentTaskState.Canceled)]);
        }
        finally
        {
            gate.Release();
        }
        if (turn is not null) await turn.CancelAsync();
        return story.Read(new());
    }

    /// <inheritdoc />
    public IAsyncEnumerable<TaskUpdate> Follow(FollowTask request, CancellationToken cancellation)
    {
        followers++;
        return Updates(request, cancellation);
    }

    /// <inheritdoc />
    public Task Resume(CancellationToken cancellation) => Read(cancellation);

    private async IAsyncEnumerable<TaskUpdate> Updates(FollowTask request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        try
        {
            await DemandTask(cancellation);
            var seen = request.After ?? story.Generation;
            if (request.After is null)
            {
                if (story.IsOver) throw Ended("nothing more will happen");
                yield return new() { Generation = seen, Task = story.Read(new()) };
            }
            for (var heard = request.After is not null; ;)
            {
                var upTo = story.Generation;
                foreach (var update in recent.After(seen) ?? await Logged(seen, upTo, cancellation))
                {
                    yield return update;
                    heard = true;
                }
                seen = upTo;
                if (seen < story.Generation) continue;
                if (story.IsOver || (heard && IsSettled && story.Status.State == AgentTaskState.InputRequired)) yield break;
                await changed.Task.WaitAsync(cancellation);
            }
        }
        finally
        {
            followers--;
        }
    }

    /// <summary>Reads the log, once, and takes up the work on what is in it.</summary>
    private async Task Read(CancellationToken cancellation)
    {
        if (isRead) return;
        await gate.WaitAsync(cancellation);
        try
        {
            if (isRead) return;
            var logged = new TaskStory(GrainKeys.IdOf(Key));
            while (true)
            {
                var entries = await log.Read(Key, logged.Generation, EntriesARead, cancellation);
                foreach (var entry in entries) logged.Take(entry);
                if (entries.Count < EntriesARead) break;
            }
            recent.BeginAt(logged.Generation);
            (story, isRead) = (logged, true);
        }
        finally
        {
            gate.Release();
        }
        Work(again: true);
    }

    /// <summary>Makes entries part of the task, durable before anybody hears of them. Called behind the gate.</summary>
    private async Task Append(IReadOnlyList<TaskEntry> entries, long place = 0)
    {
        var status = entries.LastOrDefault(entry => entry.Status is not null)?.Status ?? story.Status;
        var head = new TaskHead
        {
            Key = Key,
            Agent = story.Agent ?? entries[0].Agent!,
            ContextId = story.Exists ? story.ContextId : entries[0].Received!.ContextId!,
            Place = place,
            State = entries.Any(entry => entry.Reply is not null) ? null : status.State,
            StatusAt = status.At,
            PushDue = story.Watched || entries[0].Watched ? time.GetUtcNow() : null,
        };
        try
        {
            await log.Append(head, story.Generation, entries);
        }
        catch (Exception failure) when (isRead || failure is not InconsistentStateException)
        {
            changed.TrySetException(failure);
            DeactivateOnIdle();
            throw;
        }
        isRead = true;
        foreach (var entry in entries)
        {
            story.Take(entry);
            if (entry.Update(story.Generation) is { } update) recent.Add(update);
        }
        var before = changed;
        changed = NewSignal();
        before.TrySetResult();
        if (story.Watched) _ = Tell();
    }

    private async Task<IReadOnlyList<TaskUpdate>> Logged(long after, long upTo, CancellationToken cancellation)
    {
        var entries = await log.Read(Key, after, (int)Math.Min(upTo - after, int.MaxValue), cancellation);
        return [.. entries.Select((entry, place) => entry.Update(after + place + 1)).OfType<TaskUpdate>()];
    }

    private async Task Until(Func<bool> done, TimeSpan atMost, CancellationToken cancellation)
    {
        if (done()) return;
        using var late = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            while (!done()) await changed.Task.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task DemandTask(CancellationToken cancellation)
    {
        await Read(cancellation);
        if (story.IsTask) return;
        if (!story.Exists) Forget();
        throw NoSuchTask();
    }

    /// <summary>Leaves the memory, though not before those who follow have been told that there is no such task.</summary>
    private void Forget()
    {
        if (followers == 0) DeactivateOnIdle();
        else this.RegisterGrainTimer(static grain =>
        {
            grain.DeactivateOnIdle();
            return Task.CompletedTask;
        }, this, LongestStart, Timeout.InfiniteTimeSpan);
    }

    private TaskEntry Entry(AgentTaskState state, IReadOnlyList<Part>? saying = null) => story.Entry(state, time.GetUtcNow(), saying);

    private ActorException Ended(string therefore) => new(ErrorCodes.Conflict, $"The task is {story.Status.State.ToString().ToLowerInvariant()}: {therefore}.");

    private static ActorException NoSuchTask() => ActorException.NotFound("There is no such task.");

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
