using System.Runtime.CompilerServices;
using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Contracts.A2A.Remote;
using Actors.Grains.Infrastructure;
using Actors.Grains.Vault;
using Microsoft.Extensions.Logging;

namespace Actors.Grains.A2A.Remote;

/// <inheritdoc cref="IRemoteAgentGrain"/>
/// <remarks>That a message is being sent is stored before it is, and that it was taken before anything is made of the answer: a turn that is begun again polls, or says that nobody can know.</remarks>
public sealed partial class RemoteAgentGrain(
    [PersistentState("remote_task")] IPersistentState<RemoteTaskState> state, ITaskLog log, RemoteClient client, CredentialReader credentials, TimeProvider time, ILogger<RemoteAgentGrain> logger) : Grain, IRemoteAgentGrain
{
    private const int FailuresInARow = 20;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250), LongestPause = TimeSpan.FromSeconds(10);

    private string Key => this.GetPrimaryKeyString();

    /// <inheritdoc />
    public async IAsyncEnumerable<AgentEvent> Receive(AgentTurn turn, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var agent = await Find(turn.Message, cancellation);
        if (agent is null)
        {
            yield return AgentEvent.Of(AgentTaskState.InputRequired, Part.OfText("To which agent? Send it again with {\"agent\": name} as the message's metadata; list_remote_agents names those that there are."));
            yield break;
        }
        var credential = await Credential(turn.Caller, agent, cancellation);
        var seen = AgentTaskState.Submitted;
        RemoteTask? known;
        try
        {
            known = await Send(agent, turn.Message, credential, cancellation);
            for (var pause = FirstPause; known is null || !IsSettled(known); pause = Longer(pause))
            {
                if (known is { IsSettled: false } && known.State != seen) yield return AgentEvent.Of(seen = known.State, [.. known.Saying ?? []]);
                if (known is not null) await Task.Delay(pause, time, cancellation);
                known = await Poll(agent, credential, cancellation);
            }
        }
        finally
        {
            if (cancellation.IsCancellationRequested) await PassOnCancel(agent, credential);
        }
        if (known.Since is { } since && known.Id is not null) await state.Save(state.State with { Waited = since }, this);
        if (known.Id is null)
        {
            yield return AgentEvent.Of(AgentTaskState.Completed, [.. known.Saying ?? []]);
            yield break;
        }
        foreach (var artifact in known.Artifacts.Where(artifact => artifact.Parts.Count > 0)) yield return AgentEvent.Of(artifact);
        yield return AgentEvent.Of(known.State, [.. known.Saying ?? []]);
    }

    /// <inheritdoc />
    public async Task Expire(CancellationToken cancellation) => await state.Expire((await log.Read(Key, 0, 1, cancellation)).Count == 0, this);

    /// <summary>Whether the agent there is done for now, with the message that it was sent last.</summary>
    private bool IsSettled(RemoteTask task) => task.IsSettled && (task.Since is null || task.Since != state.State.Waited);

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    /// <summary>The agent that the message names, or that of the task's earlier messages.</summary>
    private async Task<RemoteAgent?> Find(Message message, CancellationToken cancellation)
    {
        var named = message.Metadata is null ? null : JsonElement.Parse(message.Metadata) is { ValueKind: JsonValueKind.Object } metadata
            && metadata.TryGetProperty("agent", out var agent) && agent.ValueKind == JsonValueKind.String ? agent.GetString() : null;
        using var _ = Caller.EnterPlatform();
        return await GrainFactory.GetGrain<IRemoteAgentsGrain>(GrainKeys.Tenant(GrainKeys.TenantOf(Key))).Find(state.State.Agent ?? named, cancellation);
    }

    private async Task<string?> Credential(Caller from, RemoteAgent agent, CancellationToken cancellation) => from.User is not { } user ? null
        : (await credentials.Open(new() { Tenant = from.Tenant, User = user }, $"agent.{agent.Name}", cancellation))?.Secret;

    /// <summary>Sends a message that was not sent, and answers how the task stands; null where it was sent before.</summary>
    /// <exception cref="ActorException">The agent did not take it, or nobody can tell whether it did.</exception>
    private async Task<RemoteTask?> Send(RemoteAgent agent, Message message, string? credential, CancellationToken cancellation)
    {
        if (state.State.MessageId == message.MessageId)
            return state.State is { Taken: true, TaskId: not null } ? null : throw Unknown(agent);
        var before = state.State;
        await state.Save(before with { Agent = agent.Name, MessageId = message.MessageId, Taken = false }, this);
        try
        {
            // Their ids of the task and the conversation are their own; who the message is for is nothing they need to know.
            var told = message with { TaskId = before.TaskId, ContextId = before.ContextId, Metadata = null, ReferenceTaskIds = [] };
            var task = await client.Send(agent, told, credential, CancellationToken.None);
            await state.Save(state.State with { TaskId = task.Id, ContextId = task.ContextId, Taken = true }, this);
            cancellation.ThrowIfCancellationRequested();
            return task;
        }
        catch (RemoteException failure)
        {
            if (failure.Fault == RemoteFault.NotAllowed)
                return new("", null, AgentTaskState.AuthRequired, [Part.OfText($"{failure.Message} Store a credential with put_credential, for the provider agent.{agent.Name}, and send the message again.")], []);
            throw failure.Fault == RemoteFault.Unclear ? Unknown(agent) : new ActorException(ErrorCodes.Unavailable, failure.Message);
        }
    }

    /// <summary>How the task stands there; null where that cannot be had just now.</summary>
    private async Task<RemoteTask?> Poll(RemoteAgent agent, string? credential, CancellationToken cancellation)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                return await client.Get(agent, state.State.TaskId!, credential, cancellation);
            }
            catch (RemoteException failure) when (failure.Fault is RemoteFault.Away or RemoteFault.Unclear && failures < FailuresInARow)
            {
                await Task.Delay(LongestPause / 2, time, cancellation);
            }
            catch (RemoteException failure)
            {
                throw new ActorException(ErrorCodes.UnknownOutcome, $"{failure.Message} What became of the task there is not known.");
            }
        }
    }

    /// <summary>A turn that ends because its task was canceled ends there too; one that ends with its process is begun again.</summary>
    private async Task PassOnCancel(RemoteAgent agent, string? credential)
    {
        try
        {
            using var _ = Caller.EnterPlatform();
            var task = await GrainFactory.GetGrain<IAgentTaskGrain>(Key).Get(new() { HistoryLength = 0, WithoutArtifacts = true }, CancellationToken.None);
            if (task.Status.State == AgentTaskState.Canceled && state.State.TaskId is { } there) await client.Cancel(agent, there, credential, CancellationToken.None);
        }
        catch (Exception failure)
        {
            LogNotCanceled(failure, Key, agent.Name);
        }
    }

    private static ActorException Unknown(RemoteAgent agent) => new(ErrorCodes.UnknownOutcome, $"Interrupted, outcome unknown: {agent.Name} may or may not have taken the message. It was not sent again.");

    [LoggerMessage(LogLevel.Warning, "The task {Key} was canceled, and the agent {Agent}, to which it was handed, could not be told")]
    private partial void LogNotCanceled(Exception failure, string key, string agent);
}
