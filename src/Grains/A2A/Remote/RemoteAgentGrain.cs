using System.Runtime.CompilerServices;
using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Contracts.A2A.Remote;
using Actors.Grains.Infrastructure;
using Actors.Grains.Vault;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.Grains.A2A.Remote;

/// <inheritdoc cref="IRemoteAgentGrain"/>
/// <remarks>That a message is being sent is stored before it is, and that it was taken before anything is made of the answer: a turn that is begun again follows, or says that nobody can know.</remarks>
[CollectionAgeLimit(Minutes = 2)]
public sealed partial class RemoteAgentGrain(
    [PersistentState("remote_task")] IPersistentState<RemoteTaskState> state, ITaskLog log, RemoteClient client, CredentialReader credentials, IOptions<AgentOptions> options,
    TimeProvider time, ILogger<RemoteAgentGrain> logger) : Grain, IRemoteAgentGrain
{
    private const int MostHops = 4, MostMebibytes = 16;

    private string Key => this.GetPrimaryKeyString();

    /// <inheritdoc />
    public async IAsyncEnumerable<AgentEvent> Receive(AgentTurn turn, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var metadata = RemoteMetadata.Of(turn.Message);
        if (metadata.Hops >= MostHops)
            throw new ActorException(ErrorCodes.LimitReached, $"The message was handed on {MostHops} times already, and is not again: it seems to go round in a circle. Name an agent that does the work itself.");
        var agent = await Find(metadata.Agent, turn.Message, cancellation);
        if (agent is null)
        {
            var which = state.State.Agent is { } gone ? $"{gone}, which had it, was removed, or is elsewhere now. To which agent now?" : "To which agent?";
            yield return AgentEvent.Of(AgentTaskState.InputRequired, Part.OfText($"{which} Send it again with {{\"agent\": name}} as the message's metadata; list_remote_agents names those that there are, and an admin adds one by add_remote_agent."));
            yield break;
        }
        var credential = await Credential(turn.Caller, agent, cancellation);
        var (news, known) = (new RemoteNews(turn.Task.Artifacts), default(RemoteTask));
        try
        {
            var sent = await Send(agent, turn.Message, metadata.Hops + 1, credential, cancellation);
            await foreach (var update in Updates(agent, sent, credential, cancellation))
            {
                if (update.IsWhole) known = update.Task;
                foreach (var happened in news.In(update, withArtifacts: agent.Streams || update.Task is { } task && IsSettled(task))) yield return happened;
                if (news.Size > MostMebibytes * 1024 * 1024) throw await GivenUp(agent, credential, ErrorCodes.LimitReached, $"told more than {MostMebibytes} MiB");
            }
        }
        finally
        {
            if (cancellation.IsCancellationRequested) await PassOnCancel(agent, credential);
        }
        if (known!.Since is { } since && known.Id is not null) await state.Save(state.State with { Waited = since }, this);
        yield return AgentEvent.Of(known.State, [.. known.Saying ?? []]);
    }

    /// <inheritdoc />
    public async Task Expire(CancellationToken cancellation) => await state.Expire((await log.Read(Key, 0, 1, cancellation)).Count == 0, this);

    /// <summary>
    /// The agent of the task's earlier messages, if it is where it was, or else the one that is named. One that takes over from another, be it
    /// under its name, begins anew: what was agreed with that one is not its business.
    /// </summary>
    private async Task<RemoteAgent?> Find(string? named, Message message, CancellationToken cancellation)
    {
        using var _ = Caller.EnterPlatform();
        var agents = GrainFactory.GetGrain<IRemoteAgentsGrain>(GrainKeys.Tenant(GrainKeys.TenantOf(Key)));
        if (state.State.Agent is not { } before) return await agents.Find(named, cancellation);
        if (await agents.Find(before, cancellation) is { } there && there.Url == state.State.Address) return there;
        if (state.State.MessageId == message.MessageId) throw new ActorException(ErrorCodes.UnknownOutcome, $"Interrupted, outcome unknown: {before}, which was sent the message, was removed, or is elsewhere now.");
        if (named is null || await agents.Find(named, cancellation) is not { } next) return null;
        await state.Save(new RemoteTaskState(), this);
        return next;
    }

    /// <summary>What proves to the agent who asks; one that was stored for another, which had its name before, is not for it.</summary>
    private async Task<string?> Credential(Caller from, RemoteAgent agent, CancellationToken cancellation) => from.User is { } user
        && await credentials.Open(new() { Tenant = from.Tenant, User = user }, $"agent.{agent.Name}", cancellation) is { } open && !(open.Known.StoredAt < agent.Since) ? open.Secret : null;

    /// <summary>Sends a message that was not sent, and answers how the task stands; null where it was sent before.</summary>
    /// <exception cref="ActorException">The agent did not take it, or nobody can tell whether it did.</exception>
    private async Task<RemoteTask?> Send(RemoteAgent agent, Message message, int hops, string? credential, CancellationToken cancellation)
    {
        if (state.State.MessageId == message.MessageId)
            return state.State is { Taken: true, TaskId: not null } ? null : throw Unknown(agent);
        var before = state.State;
        await state.Save(before with { Agent = agent.Name, Address = agent.Url, MessageId = message.MessageId, SentAt = time.GetUtcNow(), Taken = false }, this);
        try
        {
            // Their ids of the task and the conversation are their own; of what the message came with they need to know only how far it has come.
            var told = message with { TaskId = before.TaskId, ContextId = before.ContextId, Metadata = RemoteMetadata.Write(hops), ReferenceTaskIds = [] };
            var task = await Answer(client.Send(agent, told, credential, CancellationToken.None), agent, credential, cancellation);
            await state.Save(state.State with { TaskId = task.Id, ContextId = task.ContextId, Taken = true }, this);
            cancellation.ThrowIfCancellationRequested();
            return task;
        }
        catch (RemoteException failure)
        {
            if (failure.Fault == RemoteFault.Unclear) throw Unknown(agent);
            // It was not taken: whoever comes after a death may send it again.
            await state.Save(state.State with { MessageId = before.MessageId, SentAt = before.SentAt, Taken = before.Taken }, this);
            if (failure.Fault == RemoteFault.NotAllowed)
                return new("", null, AgentTaskState.AuthRequired, [Part.OfText($"{failure.Message} Store a credential with put_credential, for the provider agent.{agent.Name}, and send the message again.")], []);
            throw new ActorException(ErrorCodes.Unavailable, failure.Message);
        }
    }

    /// <summary>What the agent answers to a message. A turn whose task was canceled does not wait for it, and what the message began there is canceled once it is known.</summary>
    private async Task<RemoteTask> Answer(Task<RemoteTask> sending, RemoteAgent agent, string? credential, CancellationToken cancellation)
    {
        try
        {
            return await sending.WaitAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            if (!await IsCanceled()) return await sending;
            DelayDeactivation(2 * RemoteClient.Patience);
            _ = StopOnceTaken(sending, agent, credential);
            throw;
        }
    }

    private static ActorException Unknown(RemoteAgent agent) => new(ErrorCodes.UnknownOutcome, $"Interrupted, outcome unknown: {agent.Name} may or may not have taken the message. It was not sent again.");
}
