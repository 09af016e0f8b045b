using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Gateway.A2A.V03;
using Actors.Gateway.A2A.Dialects;
using Actors.Gateway.Authentication;
using Actors.Gateway.Errors;
using Actors.Gateway.Streams;

namespace Actors.Gateway.A2A;

/// <summary>The HTTP+JSON binding (A2A 1.0 §11), whose routes below <c>/v1</c> speak 0.3.</summary>
internal sealed class RestEndpoint(Operations operations, StreamUpkeep upkeep, ErrorHandler errors)
{
    private delegate Task Operation(A2ACall call, RestReply reply);

    /// <summary>Every route of the binding, below the agent's address and below a tenant in it.</summary>
    public void Map(RouteGroupBuilder agent)
    {
        foreach (var address in (RouteGroupBuilder[])[agent, agent.MapGroup("/{tenant}")])
        {
            Map(address, Dialect.V10, card: "/extendedAgentCard");
            Map(address.MapGroup("/v1"), Dialect.V03Rest, card: "/card");
        }
    }

    private void Map(RouteGroupBuilder routes, Dialect dialect, string card)
    {
        RequestDelegate Handle(string scope, Operation run) => http => Answer(http, dialect, scope, run);

        routes.MapPost("/message:send", Handle(Scopes.AgentsWrite, async (call, reply) => await reply.Outcome(await operations.Send(call, await Sent(call)))));
        routes.MapPost("/message:stream", Handle(Scopes.AgentsWrite, async (call, reply) =>
        {
            var (first, then) = await operations.Stream(call, await Sent(call));
            await reply.Stream(upkeep, first, then);
        }));
        routes.MapGet("/tasks", Handle(Scopes.AgentsRead, async (call, reply) =>
        {
            var wanted = WireReader.List(call.Agent, Query.Of(call.Http.Request));
            await reply.Page(await operations.List(call, wanted), wanted);
        }));
        routes.MapGet("/tasks/{id}", Handle(Scopes.AgentsRead, async (call, reply) => await reply.Task(await operations.Get(call, Id(call), Query.Of(call.Http.Request).Number("historyLength")))));
        routes.MapPost("/tasks/{id}:cancel", Handle(Scopes.AgentsWrite, async (call, reply) => await reply.Task(await operations.Cancel(call, Id(call)))));
        // The specification's text has POST, its proto GET.
        routes.MapMethods("/tasks/{id}:subscribe", [HttpMethods.Get, HttpMethods.Post], Handle(Scopes.AgentsRead, (call, reply) => reply.Stream(upkeep, first: null, operations.Subscribe(call, Id(call)))));
        routes.MapPost("/tasks/{id}/pushNotificationConfigs", Handle(Scopes.AgentsWrite, async (call, reply) => await reply.Push(await operations.CreatePush(call, Id(call), await Posted(call, request => call.Dialect.Reader.Push(request, Id(call)))))));
        routes.MapGet("/tasks/{id}/pushNotificationConfigs", Handle(Scopes.AgentsRead, async (call, reply) => await reply.Pushes(await operations.ListPushes(call, Id(call)))));
        routes.MapGet("/tasks/{id}/pushNotificationConfigs/{push}", Handle(Scopes.AgentsRead, async (call, reply) => await reply.Push(await operations.GetPush(call, Id(call), Push(call)))));
        routes.MapDelete("/tasks/{id}/pushNotificationConfigs/{push}", Handle(Scopes.AgentsWrite, async (call, reply) =>
        {
            await operations.DeletePush(call, Id(call), Push(call));
            await reply.Nothing();
        }));
        // These lie at one place of the router's tree, which would allow at each what it allows at any.
        routes.Map("/tasks/{id}", NotAllowed("GET"));
        routes.Map("/tasks/{id}:cancel", NotAllowed("POST"));
        routes.Map("/tasks/{id}:subscribe", NotAllowed("GET, POST"));
        routes.MapGet(card, Handle(Scopes.AgentsRead, async (call, reply) => await reply.Card(await operations.ExtendedCard(call))));
    }

    private static RequestDelegate NotAllowed(string allowed) => http =>
    {
        http.Response.Headers.Allow = allowed;
        http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        return Task.CompletedTask;
    };

    private async Task Answer(HttpContext http, Dialect dialect, string scope, Operation run)
    {
        var reply = dialect == Dialect.V10 ? new RestReply(http, dialect.Writer) : new ProtoReply(http);
        try
        {
            var call = new A2ACall(http, (string)http.Request.RouteValues["agent"]!, dialect);
            if (call.Caller.Lacks(scope))
            {
                await Challenge.InsufficientScope(http, A2AEndpoints.Resource, scope);
                return;
            }
            Dialect.Of(http.Request, dialect);
            call.CheckTenant((string?)http.Request.RouteValues["tenant"]);
            foreach (var tenant in http.Request.Query["tenant"]) call.CheckTenant(tenant);
            await run(call, reply);
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

    private static Task<SendMessage> Sent(A2ACall call) => Posted(call, request => call.Dialect.Reader.Send(call.Agent, request));

    private static async Task<T> Posted<T>(A2ACall call, Func<ProtoJson, T> read)
    {
        using var body = await RequestBody.Read(call.Http);
        var request = ProtoJson.Of(body.Root, "");
        call.CheckTenant(request.Text("tenant"));
        return read(request);
    }

    private static string Push(A2ACall call) => (string)call.Http.Request.RouteValues["push"]!;

    private static string Id(A2ACall call) => (string)call.Http.Request.RouteValues["id"]!;
}
