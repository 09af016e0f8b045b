using System.Text.Json;
using Actors.Contracts;
using Actors.Gateway.Authentication;
using Actors.Gateway.Errors;
using Actors.Gateway.JsonRpc;

namespace Actors.Gateway.A2A;

/// <summary>The HTTP+JSON binding (A2A 1.0 §11).</summary>
internal sealed class RestEndpoint(Operations operations, ErrorHandler errors)
{
    /// <summary>Every route of the binding, below the agent's address and below a tenant in it.</summary>
    public void Map(RouteGroupBuilder agent)
    {
        agent.MapPost("/message:send", Handle(Scopes.AgentsWrite, async (call, reply) => await reply.Outcome(await operations.Send(call, await Sent(call)))));
        agent.MapPost("/message:stream", Handle(Scopes.AgentsWrite, async (call, reply) =>
        {
            var (first, then) = await operations.Stream(call, await Sent(call));
            await reply.Stream(first, then);
        }));
        agent.MapGet("/tasks", Handle(Scopes.AgentsRead, async (call, reply) =>
        {
            var wanted = Requests.List(call, Query(call));
            await reply.Page(await operations.List(call, wanted), wanted);
        }));
        agent.MapGet("/tasks/{id}", Handle(Scopes.AgentsRead, async (call, reply) => await reply.Task(await operations.Get(call, Id(call), Query(call).Number("historyLength")))));
        agent.MapPost("/tasks/{id}:cancel", Handle(Scopes.AgentsWrite, async (call, reply) => await reply.Task(await operations.Cancel(call, Id(call)))));
        // The specification's text has POST, its proto GET.
        agent.MapMethods("/tasks/{id}:subscribe", [HttpMethods.Get, HttpMethods.Post], Handle(Scopes.AgentsRead, (call, reply) => reply.Stream(first: null, operations.Subscribe(call, Id(call)))));
        agent.Map("/tasks/{id}/pushNotificationConfigs/{**rest}", Handle(Scopes.AgentsRead, (_, _) =>
            throw new A2AException(A2AError.PushNotificationNotSupported, "This agent sends no push notifications. Stream the task, or subscribe to it.")));
        agent.MapGet("/extendedAgentCard", Handle(Scopes.AgentsRead, (_, _) => throw new A2AException(A2AError.UnsupportedOperation, "This agent has no card but the public one.")));
    }

    private RequestDelegate Handle(string scope, Func<A2ACall, RestReply, Task> run) => async http =>
    {
        var (call, reply) = (new A2ACall(http, (string)http.Request.RouteValues["agent"]!), new RestReply(http));
        try
        {
            if (call.Caller.Lacks(scope))
            {
                await Challenge.InsufficientScope(http, A2AEndpoints.Resource, scope);
                return;
            }
            call.CheckVersion();
            call.CheckTenant((string?)http.Request.RouteValues["tenant"]);
            await run(call, reply);
        }
        catch (A2AException refused)
        {
            await reply.Fail(refused);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !call.Gone.IsCancellationRequested)
        {
            await reply.Fail(A2AException.Of(errors.Report(failure, http), A2AError.Internal));
        }
    };

    private static async Task<Contracts.A2A.SendMessage> Sent(A2ACall call)
    {
        var type = call.Http.Request.ContentType?.Split(';')[0].Trim();
        if (type is not (RestReply.MediaType or "application/json")) throw new A2AException(A2AError.ContentTypeNotSupported, $"Send the request as {RestReply.MediaType}.");
        var (body, unreadable) = await Body.Read(call.Http);
        if (unreadable is not null) throw new A2AException(unreadable.IsTooLarge ? A2AError.InvalidRequest : A2AError.Unreadable, unreadable.Message);
        using (body) return Requests.Send(call, ProtoJson.Of(body.Root, ""));
    }

    private static ProtoJson Query(A2ACall call) => ProtoJson.Of(Requests.Query(call.Http.Request), "");

    private static string Id(A2ACall call) => (string)call.Http.Request.RouteValues["id"]!;
}
