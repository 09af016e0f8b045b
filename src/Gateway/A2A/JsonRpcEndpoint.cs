using System.Text.Json;
using Actors.Contracts;
using Actors.Gateway.A2A.V03;
using Actors.Gateway.A2A.Dialects;
using Actors.Gateway.Authentication;
using Actors.Gateway.Errors;
using Actors.Gateway.JsonRpc;
using Actors.Gateway.Streams;

namespace Actors.Gateway.A2A;

/// <summary>The JSON-RPC binding (A2A 1.0 §9): one request in a POST, answered by one response or by a stream of them.</summary>
internal sealed class JsonRpcEndpoint(Operations operations, StreamUpkeep upkeep, ErrorHandler errors)
{
    public async Task Answer(HttpContext http, string agent)
    {
        var reply = new JsonRpcReply(http, default, Dialect.V10);
        try
        {
            Func<Task> answer;
            using (var body = await RequestBody.Read(http)) answer = Read(http, agent, JsonRpcMessage.Read(body.Root), ref reply);
            // Begins when the body is given back: a stream that is quiet for hours does not hold on to it.
            await answer();
        }
        catch (A2AException refused)
        {
            await reply.Fail(refused);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !http.RequestAborted.IsCancellationRequested)
        {
            await reply.Fail(A2AException.Of(errors.Report(failure, http), A2AError.Internal));
        }
    }

    /// <summary>Understands a request: what has to be done to answer it. <paramref name="reply"/> says, as far as that is known, in which words.</summary>
    private Func<Task> Read(HttpContext http, string agent, in JsonRpcMessage message, ref JsonRpcReply reply)
    {
        reply = new(http, message.Id, Dialect.V10);
        if (message.Kind != MessageKind.Request) throw new A2AException(A2AError.InvalidRequest, "The body must be one JSON-RPC 2.0 request: an object with jsonrpc, id, method and params.");
        var dialect = Dialect.Of(http.Request, Dialect.V10, Dialect.V03);
        var method = dialect == Dialect.V03 ? Methods.In10(message.Method) : message.Method;
        if (Scope(method) is not { } scope) throw new A2AException(A2AError.MethodNotFound, NoMethod(message.Method, dialect));
        reply = new(http, message.Id, dialect, streams: method is "SendStreamingMessage" or "SubscribeToTask");
        var call = new A2ACall(http, agent, dialect);
        if (call.Caller.Lacks(scope)) return () => Challenge.InsufficientScope(http, A2AEndpoints.Resource, scope);
        return Read(call, method!, ProtoJson.Of(message.Params.ValueKind == JsonValueKind.Undefined ? JsonElement.Parse("{}"u8) : message.Params, ""), reply);
    }

    private static string? Scope(string? method) => method switch
    {
        "SendMessage" or "SendStreamingMessage" or "CancelTask" or "CreateTaskPushNotificationConfig" or "DeleteTaskPushNotificationConfig" => Scopes.AgentsWrite,
        "GetTask" or "ListTasks" or "SubscribeToTask" or "GetTaskPushNotificationConfig" or "ListTaskPushNotificationConfigs" or "GetExtendedAgentCard" => Scopes.AgentsRead,
        _ => null,
    };

    private static string NoMethod(string method, Dialect dialect) => dialect == Dialect.V10
        ? $"There is no method {method}. A2A 1.0 has SendMessage, GetTask and so on."
        : $"There is no method {method} in A2A 0.3, which a request is in that names no version{(Scope(method) is null ? "" : ". For this one send A2A-Version: 1.0")}.";

    private Func<Task> Read(A2ACall call, string method, ProtoJson request, A2AReply reply)
    {
        call.CheckTenant(request.Text("tenant"));
        switch (method)
        {
            case "SendMessage":
                var message = call.Dialect.Reader.Send(call.Agent, request);
                return async () => await reply.Outcome(await operations.Send(call, message));
            case "SendStreamingMessage":
                var opening = call.Dialect.Reader.Send(call.Agent, request);
                return async () =>
                {
                    var (first, then) = await operations.Stream(call, opening);
                    await reply.Stream(upkeep, first, then);
                };
            case "GetTask":
                var (task, historyLength) = (request.Demand("id"), request.Number("historyLength"));
                return async () => await reply.Task(await operations.Get(call, task, historyLength));
            case "ListTasks":
                var wanted = WireReader.List(call.Agent, request);
                return async () => await reply.Page(await operations.List(call, wanted), wanted);
            case "CancelTask":
                var unwanted = request.Demand("id");
                return async () => await reply.Task(await operations.Cancel(call, unwanted));
            case "SubscribeToTask":
                var followed = request.Demand("id");
                return () => reply.Stream(upkeep, first: null, operations.Subscribe(call, followed));
            case "GetExtendedAgentCard":
                return async () => await reply.Card(await operations.ExtendedCard(call));
            default:
                return ReadPush(call, method, request, reply);
        }
    }

    private Func<Task> ReadPush(A2ACall call, string method, ProtoJson request, A2AReply reply)
    {
        var (task, push) = call.Dialect.Reader.PushName(request);
        switch (method)
        {
            case "CreateTaskPushNotificationConfig":
                var wanted = call.Dialect.Reader.Push(request);
                return async () => await reply.Push(await operations.CreatePush(call, task, wanted));
            case "GetTaskPushNotificationConfig" when push is null && call.Dialect == Dialect.V10:
                throw A2AException.Invalid("id", "The webhook's id is required.");
            case "GetTaskPushNotificationConfig":
                return async () => await reply.Push(await operations.GetPush(call, task, push));
            case "ListTaskPushNotificationConfigs":
                return async () => await reply.Pushes(await operations.ListPushes(call, task));
            default:
                var done = push ?? throw A2AException.Invalid("id", "The webhook's id is required.");
                return async () =>
                {
                    await operations.DeletePush(call, task, done);
                    await reply.Nothing();
                };
        }
    }
}
