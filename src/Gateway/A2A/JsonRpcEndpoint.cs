using System.Text.Json;
using Actors.Contracts;
using Actors.Gateway.Authentication;
using Actors.Gateway.Errors;
using Actors.Gateway.JsonRpc;

namespace Actors.Gateway.A2A;

/// <summary>The JSON-RPC binding (A2A 1.0 §9): one request in a POST, answered by one response or by a stream of them.</summary>
internal sealed class JsonRpcEndpoint(Operations operations, ErrorHandler errors)
{
    public async Task Answer(HttpContext http, string agent)
    {
        var call = new A2ACall(http, agent);
        var (body, unreadable) = await Body.Read(http);
        if (unreadable is not null)
        {
            await new JsonRpcReply(http, default).Fail(new(unreadable.IsTooLarge ? A2AError.InvalidRequest : A2AError.Unreadable, unreadable.Message));
            return;
        }
        using (body) await Answer(call, JsonRpcMessage.Read(body.Root));
    }

    private async Task Answer(A2ACall call, JsonRpcMessage message)
    {
        var reply = new JsonRpcReply(call.Http, message.Id);
        try
        {
            if (message.Kind != MessageKind.Request) throw new A2AException(A2AError.InvalidRequest, "The body must be one JSON-RPC 2.0 request: an object with jsonrpc, id, method and params.");
            if (Scope(message.Method) is not { } scope) throw new A2AException(A2AError.MethodNotFound, $"There is no method {message.Method}. A2A 1.0 has SendMessage, GetTask and so on.");
            if (call.Caller.Lacks(scope)) await Challenge.InsufficientScope(call.Http, A2AEndpoints.Resource, scope);
            else await Run(call, message.Method, ProtoJson.Of(message.Params.ValueKind == JsonValueKind.Undefined ? JsonElement.Parse("{}"u8) : message.Params, ""), reply);
        }
        catch (A2AException refused)
        {
            await reply.Fail(refused);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !call.Gone.IsCancellationRequested)
        {
            await reply.Fail(A2AException.Of(errors.Report(failure, call.Http), A2AError.Internal));
        }
    }

    private static string? Scope(string method) => method switch
    {
        "SendMessage" or "SendStreamingMessage" or "CancelTask" => Scopes.AgentsWrite,
        "GetTask" or "ListTasks" or "SubscribeToTask" => Scopes.AgentsRead,
        "CreateTaskPushNotificationConfig" or "GetTaskPushNotificationConfig" or "ListTaskPushNotificationConfigs" or "DeleteTaskPushNotificationConfig" or "GetExtendedAgentCard" => Scopes.AgentsRead,
        _ => null,
    };

    private async Task Run(A2ACall call, string method, ProtoJson request, A2AReply reply)
    {
        call.CheckVersion();
        switch (method)
        {
            case "SendMessage":
                await reply.Outcome(await operations.Send(call, Requests.Send(call, request)));
                break;
            case "SendStreamingMessage":
                var (first, then) = await operations.Stream(call, Requests.Send(call, request));
                await reply.Stream(first, then);
                break;
            case "GetTask":
                await reply.Task(await operations.Get(call, Id(call, request), request.Number("historyLength")));
                break;
            case "ListTasks":
                var wanted = Requests.List(call, request);
                await reply.Page(await operations.List(call, wanted), wanted);
                break;
            case "CancelTask":
                await reply.Task(await operations.Cancel(call, Id(call, request)));
                break;
            case "SubscribeToTask":
                await reply.Stream(first: null, operations.Subscribe(call, Id(call, request)));
                break;
            case "GetExtendedAgentCard":
                throw new A2AException(A2AError.UnsupportedOperation, "This agent has no card but the public one.");
            default:
                throw new A2AException(A2AError.PushNotificationNotSupported, "This agent sends no push notifications. Stream the task, or subscribe to it.");
        }
    }

    private static string Id(A2ACall call, ProtoJson request)
    {
        call.CheckTenant(request.Text("tenant"));
        return request.Demand("id");
    }
}
