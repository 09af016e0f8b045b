using System.Runtime.CompilerServices;
using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Contracts.A2A.Contexts;
using Actors.Grains.A2A.Concierge;
using Microsoft.Extensions.Logging;

namespace Actors.Grains.A2A;

/// <inheritdoc cref="IAgentTaskGrain"/>
/// <remarks>
/// What it is asked interleaves with its work, so that it answers while it works; the <see cref="gate"/> keeps what it writes in
/// one order. Should an append fail, the log and this memory may differ, and the next activation reads what is so.
/// </remarks>
[PreferLocalPlacement]
public sealed partial class AgentTaskGrain(ITaskLog log, AgentContracts agents, Discretion discretion, TimeProvider time, ILogger<AgentTaskGrain> logger)
    : Grain, IAgentTaskGrain, IDisposable
{
    private const int EntriesARead = 1_000, LongestContextId = 200;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(25), LongestStart = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly RecentUpdates recent = new();
    private TaskStory story = new("");
    private TaskCompletionSource changed = NewSignal();

    private string Key => GrainContext.GrainId.Key.ToString()!;

    private bool IsSettled => story.Unanswered is null;

    /// <inheritdoc />
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        story = new(GrainKeys.IdOf(Key));
        while (true)
        {
            var entries = await log.Read(Key, story.Generation, EntriesARead, cancellationToken);
            foreach (var entry in entries) story.Take(entry);
            if (entries.Count < EntriesARead) break;
        }
        recent.BeginAt(story.Generation);
        if (!IsSettled) Work(again: true);
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
        if (request.ReturnImmediately) await Until(() => IsSettled || story.Generation > taken, LongestStart, cancellation);
        else await Until(() => IsSettled, LongestWait, cancellation);
        return story.Reply is { } reply ? new() { Reply = reply } : new() { Task = then ?? story.Read(new() { HistoryLength = request.HistoryLength }) };
    }

    /// <inheritdoc />
    public async Task<AgentTask> Get(ReadTask request, CancellationToken cancellation)
    {
        DemandTask();
        if (request.WhenSettled) await Until(() => IsSettled, LongestWait, cancellation);
        return story.Read(request);
    }

    /// <inheritdoc />
    public async Task<AgentTask> Cancel(CancellationToken cancellation)
    {
        DemandTask();
        await gate.WaitAsync(cancellation);
        try
        {
            if (story.Status.State == AgentTaskState.Canceled) return story.Read(new());
            if (story.IsOver) throw Ended("it cannot be canceled");
            await Append([new() { Status = Now(AgentTaskState.Canceled), EndsTurn = true }]);
        }
        finally
        {
            gate.Release();
        }
        if (turn is not null) await turn.CancelAsync();
        return story.Read(new());
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<TaskUpdate> Follow(FollowTask request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        DemandTask();
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

    /// <inheritdoc />
    public Task Resume(CancellationToken cancellation)
    {
        Work(again: true);
        return Task.CompletedTask;
    }

    /// <summary>Writes a message down, once, and has it worked on. Answers the generation of the task then.</summary>
    private async Task<long> Take(SendMessage request, Caller from, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            if (Check(request)) return story.Generation;
            var context = story.Exists ? story.ContextId : request.Message.ContextId ?? Guid.CreateVersion7().ToString();
            var place = story.Exists ? 0 : await Join(request.Message.ContextId, cancellation);
            if (request.Push is { } push) await Register(push, context, cancellation);
            var received = new TaskEntry
            {
                Agent = story.Exists ? null : request.Agent,
                Received = discretion.Of(request.Agent, request.Message) with { TaskId = GrainKeys.IdOf(Key), ContextId = context },
                From = from,
                Watched = request.Push is not null,
            };
            await Append(story.Exists ? [received] : [received, new() { Status = Now(AgentTaskState.Submitted) }], place);
        }
        catch (InconsistentStateException) when (!story.Exists)
        {
            throw new ActorException(ErrorCodes.Unavailable, "Another silo began a task in the same place; nothing was changed. Send the message again.");
        }
        finally
        {
            gate.Release();
        }
        var taken = story.Generation;
        Work(again: false);
        return taken;
    }

    /// <summary>The task's place in its context; one that is made for it begins with it.</summary>
    private async Task<long> Join(string? context, CancellationToken cancellation)
    {
        if (context is null) return 1;
        using var _ = Caller.EnterPlatform();
        return await GrainFactory.GetGrain<IAgentContextGrain>(GrainKeys.Context(GrainKeys.TenantOf(Key), GrainKeys.OwnerOf(Key), context)).Join(cancellation);
    }

    /// <summary>Refuses a message that does not fit the task, and answers whether it was taken before.</summary>
    private bool Check(SendMessage request)
    {
        var message = request.Message;
        if (message.TaskId is not null && !story.IsTask || story.Exists && story.Agent != request.Agent || !agents.ByName.ContainsKey(request.Agent))
        {
            if (!story.Exists) DeactivateOnIdle();
            throw NoSuchTask();
        }
        if (message.ContextId is { Length: > LongestContextId })
            throw ActorException.InvalidArgument("contextId", $"A contextId has up to {LongestContextId} characters.");
        if (!story.Exists) return false;
        if (message.ContextId is { } context && context != story.ContextId)
            throw ActorException.InvalidArgument("contextId", "The task belongs to another context. Leave contextId out, or send that of the task.");
        if (story.Has(message.MessageId)) return true;
        return story.IsOver ? throw Ended("it takes no more messages. Begin a new one, in the same context if you like") : false;
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
        catch (Exception failure)
        {
            changed.TrySetException(failure);
            DeactivateOnIdle();
            throw;
        }
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

    private void DemandTask()
    {
        if (story.IsTask) return;
        if (!story.Exists) DeactivateOnIdle();
        throw NoSuchTask();
    }

    private AgentTaskStatus Now(AgentTaskState state, IReadOnlyList<Part>? saying = null) => new()
    {
        State = state, At = time.GetUtcNow(), Message = saying is null ? null : Said(saying),
    };

    private Message Said(IReadOnlyList<Part> parts) => new()
    {
        MessageId = Guid.CreateVersion7().ToString(), Role = MessageRole.Agent, TaskId = GrainKeys.IdOf(Key), ContextId = story.ContextId, Parts = parts,
    };

    private ActorException Ended(string therefore) => new(ErrorCodes.Conflict, $"The task is {story.Status.State.ToString().ToLowerInvariant()}: {therefore}.");

    private static ActorException NoSuchTask() => ActorException.NotFound("There is no such task.");

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
