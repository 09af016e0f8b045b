using System.Buffers;
using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Contracts.A2A.Push;
using Actors.Gateway.A2A.Cards;
using Actors.Gateway.A2A.Dialects;
using Actors.Gateway.Admission;
using Actors.Gateway.Streams;
using Actors.Wire;

namespace Actors.Gateway.A2A;

/// <summary>The operations of A2A 1.0 §3.1, whichever binding they come by.</summary>
internal sealed class Operations(IGrainFactory grains, IAdmission admission, StreamLimits limits, AgentContracts agents, Lazy<AgentCards> cards)
{
    private const int LargestPage = 100;

    private readonly FrozenDictionary<string, AgentTerms> terms = agents.ByName.ToFrozenDictionary(agent => agent.Key, agent => new AgentTerms(agent.Value), StringComparer.Ordinal);

    /// <summary>Send Message (§3.1.1): waits until the task is settled, unless the client will not.</summary>
    public async Task<SendOutcome> Send(A2ACall call, SendMessage request)
    {
        terms[call.Agent].CheckModes(request.Message);
        await Admit(call, "SendMessage");
        var task = Task(call, TaskId(request));
        var outcome = await Ask(call, A2AError.UnsupportedOperation, () => task.Send(request, call.Gone));
        while (!request.ReturnImmediately && outcome.Task is { Status.IsSettled: false })
            outcome = new() { Task = await Ask(call, A2AError.UnsupportedOperation, () => task.Get(new() { HistoryLength = request.HistoryLength, WhenSettled = true }, call.Gone)) };
        return outcome;
    }

    /// <summary>Send Streaming Message (§3.1.2): a reply and no more, or the task and then what happens to it.</summary>
    public async Task<(SendOutcome First, IAsyncEnumerable<TaskUpdate> Then)> Stream(A2ACall call, SendMessage request)
    {
        terms[call.Agent].CheckModes(request.Message);
        await Admit(call, "SendStreamingMessage");
        TakePlace(call);
        var task = Task(call, TaskId(request));
        var first = await Ask(call, A2AError.UnsupportedOperation, () => task.Send(request with { ReturnImmediately = true, Streams = true }, call.Gone));
        return (first, first.Task is { Status.IsFinal: false } begun ? Follow(call, task, new() { After = begun.Generation }) : AsyncEnumerable.Empty<TaskUpdate>());
    }

    /// <summary>Subscribe to Task (§3.1.6). What is wrong is thrown by the first step.</summary>
    public async IAsyncEnumerable<TaskUpdate> Subscribe(A2ACall call, string id, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await Admit(call, "SubscribeToTask");
        TakePlace(call);
        await foreach (var update in Follow(call, Task(call, id), new(), cancellation)) yield return update;
    }

    /// <summary>Get Task (§3.1.3).</summary>
    public async Task<AgentTask> Get(A2ACall call, string id, int? historyLength)
    {
        await Admit(call, "GetTask");
        return await Ask(call, A2AError.UnsupportedOperation, () => Task(call, id).Get(new() { HistoryLength = Checked(historyLength) }, call.Gone));
    }

    /// <summary>Cancel Task (§3.1.5).</summary>
    public async Task<AgentTask> Cancel(A2ACall call, string id)
    {
        await Admit(call, "CancelTask");
        return await Ask(call, A2AError.TaskNotCancelable, () => Task(call, id).Cancel(call.Gone));
    }

    /// <summary>List Tasks (§3.1.4).</summary>
    public async Task<TaskPage> List(A2ACall call, ListTasks wanted)
    {
        await Admit(call, "ListTasks");
        if (wanted.PageSize is < 1 or > LargestPage) throw A2AException.Invalid("pageSize", $"pageSize must be 1 to {LargestPage}.");
        Checked(wanted.Read.HistoryLength);
        var list = grains.GetGrain<IAgentTaskListGrain>(GrainKeys.OwnedBy(call.Caller.Tenant, call.Caller.Owner, IAgentTaskListGrain.Id));
        return await Ask(call, A2AError.InvalidParams, () => list.List(wanted, call.Gone));
    }

    /// <summary>Create Push Notification Config (§3.1.7).</summary>
    public async Task<PushConfig> CreatePush(A2ACall call, string task, PutPush push)
    {
        await Admit(call, "CreateTaskPushNotificationConfig");
        return await Ask(call, A2AError.UnsupportedOperation, () => Outbox(call, task).Put(push, call.Gone));
    }

    /// <summary>Get Push Notification Config (§3.1.8).</summary>
    public async Task<PushConfig> GetPush(A2ACall call, string task, string? push)
    {
        await Admit(call, "GetTaskPushNotificationConfig");
        return push is not null ? await Ask(call, A2AError.UnsupportedOperation, () => Outbox(call, task).Get(push, call.Gone))
            : (await Pushes(call, task)).Pushes is [var first, ..] ? first : throw new A2AException(A2AError.TaskNotFound, "No webhook is told of this task.");
    }

    /// <summary>List Push Notification Configs (§3.1.9): all on one page, since they are few.</summary>
    public async Task<PushConfigList> ListPushes(A2ACall call, string task)
    {
        await Admit(call, "ListTaskPushNotificationConfigs");
        return await Pushes(call, task);
    }

    /// <summary>Delete Push Notification Config (§3.1.10).</summary>
    public async Task DeletePush(A2ACall call, string task, string push)
    {
        await Admit(call, "DeleteTaskPushNotificationConfig");
        await Ask(call, A2AError.UnsupportedOperation, async () =>
        {
            await Outbox(call, task).Delete(push, call.Gone);
            return true;
        });
    }

    /// <summary>Get Extended Agent Card (§3.1.11).</summary>
    public async Task<JsonObject> ExtendedCard(A2ACall call)
    {
        await Admit(call, "GetExtendedAgentCard");
        return await cards.Value.Extended(call);
    }

    /// <summary>How much history is asked for (§3.2.4).</summary>
    public static int? Checked(int? historyLength) => historyLength is null or >= 0
        ? historyLength
        : throw A2AException.Invalid("historyLength", "historyLength must be 0 or more; leave it out for all.");

    private static async IAsyncEnumerable<TaskUpdate> Follow(A2ACall call, IAgentTaskGrain task, FollowTask from, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var updates = call.Caller.Stream(() => task.Follow(from, cancellation), cancellation).GetAsyncEnumerator(cancellation);
        while (await Ask(call, A2AError.UnsupportedOperation, () => updates.MoveNextAsync().AsTask())) yield return updates.Current;
    }

    /// <summary>Lets a client in that meets the agent's terms, and counts the call against its tenant's quota. It holds no turn: what it waits for is done by somebody else.</summary>
    private async Task Admit(A2ACall call, string operation)
    {
        terms[call.Agent].CheckExtensions(call.Http);
        try
        {
            using var turn = await admission.Admit(call.Http, operation, streams: true);
        }
        catch (ActorException refused)
        {
            throw A2AException.Of(refused.Error, A2AError.RateLimited);
        }
    }

    /// <summary>A place among the streams that may be open, until the request ends.</summary>
    private void TakePlace(A2ACall call) =>
        call.Http.Response.RegisterForDispose(limits.Enter(call.Caller, out var full) ?? throw new A2AException(A2AError.RateLimited, full));

    /// <summary>Calls a grain in the caller's name, and says in the protocol's words what it refuses.</summary>
    private static async Task<T> Ask<T>(A2ACall call, A2AError conflict, Func<Task<T>> ask)
    {
        try
        {
            using var entered = call.Caller.Enter();
            return await ask();
        }
        catch (ActorException refused)
        {
            throw A2AException.Of(refused.Error, conflict);
        }
    }

    private Task<PushConfigList> Pushes(A2ACall call, string task) => Ask(call, A2AError.UnsupportedOperation, () => Outbox(call, task).List(call.Gone));

    private IPushOutboxGrain Outbox(A2ACall call, string task) => grains.GetGrain<IPushOutboxGrain>(call.Key(task));

    private IAgentTaskGrain Task(A2ACall call, string id) => grains.GetGrain<IAgentTaskGrain>(call.Key(id));

    /// <summary>
    /// A message that names no task begins one, whose id follows from the message: a client that sends it again, having heard nothing, gets the
    /// task that the first one began.
    /// </summary>
    private static string TaskId(SendMessage request)
    {
        if (request.Message.TaskId is { } named) return named;
        var buffer = new ArrayBufferWriter<byte>();
        buffer.Write(Encoding.UTF8.GetBytes(request.Agent + "\n"));
        using (var json = new Utf8JsonWriter(buffer)) WireWriter.V10.Write(json, request.Message);
        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan).AsSpan(0, 16));
    }
}
