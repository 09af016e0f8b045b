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
        Body body;
        try
        {
            body = await RequestBody.Read(http);
        }
        catch (A2AException unreadable)
        {
            await new JsonRpcReply(http, default, Dialect.V10).Fail(unreadable);
            return;
        }
        using (body) await Answer(http, agent, JsonRpcMessage.Read(body.Root));
    }

    private async Task Answer(HttpContext http, string agent, JsonRpcMessage message)
    {
        var reply = new JsonRpcReply(http, message.Id, Dialect.V10);
        try
        {
            if (message.Kind != MessageKind.Request) throw new A2AException(A2AError.InvalidRequest, "The body must be one JSON-RPC 2.0 request: an object with jsonrpc, id, method and params.");
            var dialect = Dialect.Of(http.Request, Dialect.V10, Dialect.V03);
            var method = dialect == Dialect.V03 ? Methods.In10(message.Method) : message.Method;
            if (Scope(method) is not { } scope) throw new A2AException(A2AError.MethodNotFound, NoMethod(message.Method, dialect));
            reply = new(http, message.Id, dialect, streams: method is "SendStreamingMessage" or "SubscribeToTask");
            var call = new A2ACall(http, agent, dialect);
            if (call.Caller.Lacks(scope)) await Challenge.InsufficientScope(http, A2AEndpoints.Resource, scope);
            else await Run(call, method!, ProtoJson.Of(message.Params.ValueKind == JsonValueKind.Undefined ? JsonElement.Parse("{}"u8) : message.Params, ""), reply);
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

    private static string? Scope(string? method) => method switch
    {
        "SendMessage" or "SendStreamingMessage" or "CancelTask" or "CreateTaskPushNotificationConfig" or "DeleteTaskPushNotificationConfig" => Scopes.AgentsWrite,
        "GetTask" or "ListTasks" or "SubscribeToTask" or "GetTaskPushNotificationConfig" or "ListTaskPushNotificationConfigs" or "GetExtendedAgentCard" => Scopes.AgentsRead,
        _ => null,
    };

    private static string NoMethod(string method, Dialect dialect) => dialect == Dialect.V10
        ? $"There is no method {method}. A2A 1.0 has SendMessage, GetTask and so on."
        : $"There is no method {method} in A2A 0.3, which a request is in that names no version{(Scope(method) is null ? "" : ". For this one send A2A-Version: 1.0")}.";

    private async Task Run(A2ACall call, string method, ProtoJson request, A2AReply reply)
    {
        call.CheckTenant(request.Text("tenant"));
        switch (method)
        {
            case "SendMessage":
                await reply.Outcome(await operations.Send(call, call.Dialect.Reader.Send(call.Agent, request)));
                break;
            case "SendStreamingMessage":
                var (first, then) = await operations.Stream(call, call.Dialect.Reader.Send(call.Agent, request));
                await reply.Stream(upkeep, first, then);
                break;
            case "GetTask":
                await reply.Task(await operations.Get(call, request.Demand("id"), request.Number("historyLength")));
                break;
            case "ListTasks":
                var wanted = WireReader.List(call.Agent, request);
                await reply.Page(await operations.List(call, wanted), wanted);
                break;
            case "CancelTask":
                await reply.Task(await operations.Cancel(call, request.Demand("id")));
                break;
            case "SubscribeToTask":
                await reply.Stream(upkeep, first: null, operations.Subscribe(call, request.Demand("id")));
                break;
            case "GetExtendedAgentCard":
                await reply.Card(await operations.ExtendedCard(call));
                break;
            default:
                await RunPush(call, method, request, reply);
                break;
        }
    }

    private async Task RunPush(A2ACall call, string method, ProtoJson request, A2AReply reply)
    {
        var (task, push) = call.Dialect.Reader.PushName(request);
        switch (method)
        {
            case "CreateTaskPushNotificationConfig":
                await reply.Push(await operations.CreatePush(call, task, call.Dialect.Reader.Push(request)));
                break;
            case "GetTaskPushNotificationConfig" when push is null && call.Dialect == Dialect.V10:
                throw A2AException.Invalid("id", "The webhook's id is required.");
            case "GetTaskPushNotificationConfig":
                await reply.Push(await operations.GetPush(call, task, push));
                break;
            case "ListTaskPushNotificationConfigs":
                await reply.Pushes(await operations.ListPushes(call, task));
                break;
            default:
                await operations.DeletePush(call, task, push ?? throw A2AException.Invalid("id", "The webhook's id is required."));
                await reply.Nothing();
                break;
        }
    }
}
