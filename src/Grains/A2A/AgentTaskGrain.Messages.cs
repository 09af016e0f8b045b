using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Contracts.A2A.Contexts;
using Actors.Contracts.Audit;
using Microsoft.Extensions.Logging;

namespace Actors.Grains.A2A;

/// <summary>
/// How messages come in, and how a task begins with the first. What an instant agent says to that is stored together with it, where the
/// client waits for it anyway.
/// </summary>
public sealed partial class AgentTaskGrain
{
    private const int LongestContextId = 200;
    private static readonly TimeSpan LongestInstant = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Writes a message down, once, and has it worked on. Answers the generation of the task then. A message that names
    /// nothing most likely begins a task, whose log need not be read: if it was taken before, storing it tells.
    /// </summary>
    private async Task<long> Take(SendMessage request, Caller from, CancellationToken cancellation)
    {
        if (request is not { Message: { TaskId: null, ContextId: null }, Push: null }) await Read(cancellation);
        bool isNew;
        try
        {
            isNew = await Store(request, from, cancellation);
        }
        catch (InconsistentStateException) when (!isRead)
        {
            await Read(cancellation);
            isNew = await Store(request, from, cancellation);
        }
        if (!isNew && request.Push is { } push) await Outbox.Put(push, cancellation);
        var taken = story.Generation;
        Work(again: false);
        return taken;
    }

    /// <summary>Writes a message down, and answers whether it is new: one that was taken before is not taken again.</summary>
    private async Task<bool> Store(SendMessage request, Caller from, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            if (Check(request)) return false;
            var context = story.Exists ? story.ContextId : request.Message.ContextId ?? Guid.CreateVersion7().ToString();
            var place = story.Exists ? 0 : await Join(request.Message.ContextId, cancellation);
            if (request.Push is { } push) await Register(push, context, cancellation);
            var received = new TaskEntry
            {
                Agent = story.Exists ? null : request.Agent,
                Received = discretion.Of(request.Agent, request.Message, from) with { TaskId = GrainKeys.IdOf(Key), ContextId = context },
                From = from,
                Watched = request.Push is not null,
            };
            await Append(story.Exists ? [received] : await Begin(request, received, cancellation), place);
            return true;
        }
        catch (InconsistentStateException) when (isRead && !story.Exists)
        {
            throw new ActorException(ErrorCodes.Unavailable, "Another silo began a task in the same place; nothing was changed. Send the message again.");
        }
        finally
        {
            gate.Release();
        }
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
            if (!story.Exists) Forget();
            throw NoSuchTask();
        }
        if (message.ContextId is { } named && (named.Length > LongestContextId || named.Contains('\0', StringComparison.Ordinal)))
            throw ActorException.InvalidArgument("contextId", $"A contextId has up to {LongestContextId} characters, none of them null.");
        if (!story.Exists) return false;
        if (message.ContextId is { } context && context != story.ContextId)
            throw ActorException.InvalidArgument("contextId", "The task belongs to another context. Leave contextId out, or send that of the task.");
        if (story.Has(message.MessageId)) return true;
        return story.IsOver ? throw Ended("it takes no more messages. Begin a new one, in the same context if you like") : false;
    }

    private async Task<IReadOnlyList<TaskEntry>> Begin(SendMessage request, TaskEntry received, CancellationToken cancellation)
    {
        TaskEntry[] begun = [received, Entry(AgentTaskState.Submitted)];
        return request is { Streams: false, ReturnImmediately: false } && agents.IsInstant(request.Agent) ? [.. begun, .. await SaidAtOnce(begun, cancellation)] : begun;
    }

    /// <summary>All of the agent's turn; nothing if it fails or takes long, and the turn is taken in the usual way.</summary>
    private async Task<IReadOnlyList<TaskEntry>> SaidAtOnce(TaskEntry[] begun, CancellationToken cancellation)
    {
        var (then, said) = (new TaskStory(GrainKeys.IdOf(Key)), new List<TaskEntry>());
        foreach (var entry in begun) then.Take(entry);
        AuditedCall.Leave();
        using var _ = Caller.EnterPlatform();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stop.CancelAfter(LongestInstant);
        try
        {
            var given = new AgentTurn { Task = then.Read(new()), Message = begun[0].Received!, Caller = begun[0].From! };
            await foreach (var happened in Agent(then.Agent!).Receive(given, stop.Token).WithCancellation(stop.Token)) Take(then.Entry(happened, time.GetUtcNow()));
            if (then.Unanswered is not null) Take(then.Entry(AgentTaskState.Completed, time.GetUtcNow()));
            return said;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            LogNotAtOnce(failure, Key, then.Agent!);
            return [];
        }

        void Take(TaskEntry entry)
        {
            if (then.IsOver) return;
            then.Take(entry);
            said.Add(entry);
        }
    }

    private IAgentGrain Agent(string name) => (IAgentGrain)GrainFactory.GetGrain(agents.ByName[name],
        agents.IsInstant(name) ? GrainKeys.OwnedBy(GrainKeys.TenantOf(Key), GrainKeys.OwnerOf(Key), IAgentGrain.Instant) : Key);

    [LoggerMessage(LogLevel.Debug, "The task {Key} takes its turn in the usual way: the agent {Agent} did not answer at once")]
    private partial void LogNotAtOnce(Exception failure, string key, string agent);
}
