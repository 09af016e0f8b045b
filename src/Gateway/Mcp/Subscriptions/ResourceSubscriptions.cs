using Actors.Contracts;
using Actors.Contracts.Mcp;
using Actors.Gateway.Errors;
using Actors.Gateway.Mcp.Methods;
using Actors.Gateway.Mcp.Sessions;
using Actors.Tools;

namespace Actors.Gateway.Mcp.Subscriptions;

/// <summary><c>resources/subscribe</c> and <c>resources/unsubscribe</c> of the legacy revisions: updates come on the session's standalone stream (2025-11-25, server: Subscriptions).</summary>
internal sealed class ResourceSubscriptions(ToolCatalog catalog, SessionDirectory sessions, ErrorHandler errors)
{
    public ValueTask Subscribe(McpCall call) => Change(call, (grain, uri) => grain.Subscribe(uri, CancellationToken.None));

    public ValueTask Unsubscribe(McpCall call) => Change(call, (grain, uri) => grain.Unsubscribe(uri, CancellationToken.None));

    private async ValueTask Change(McpCall call, Func<IMcpSessionGrain, string, Task> change)
    {
        if (call.Session is not { } session)
        {
            call.Fail(SessionChecks.Missing);
            return;
        }
        if (call.Text("uri"u8) is not { } uri)
        {
            call.Fail(McpError.InvalidParams("Invalid params: uri must be the address of a resource."));
            return;
        }
        if (!catalog.TryFind(uri, out var resource, out _) || !call.Caller.May(resource.Tool.Declared.Scope))
        {
            call.Fail(McpError.ResourceNotFound(uri, call.Version));
            return;
        }
        try
        {
            await sessions.Change(call.Http, session, grain => change(grain, uri));
            call.Reply.Result(call.Id, "{}"u8);
        }
        catch (ActorException refused)
        {
            call.Fail(McpError.Of(errors.Report(refused, call.Http), call.Http));
        }
    }
}
