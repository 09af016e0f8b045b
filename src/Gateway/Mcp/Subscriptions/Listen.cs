using Actors.Gateway.Mcp.Sessions;
using Actors.Gateway.Mcp.Streams;
using Actors.Tools;
using Microsoft.Extensions.ObjectPool;

namespace Actors.Gateway.Mcp.Subscriptions;

/// <summary><c>subscriptions/listen</c>: a stream of what changes (2026-07-28, patterns: Subscriptions).</summary>
internal sealed class Listen(ToolCatalog catalog, ChangeFeeds feeds, StreamLimits limits, StreamUpkeep upkeep, ObjectPool<Reply> replies)
{
    public void Answer(McpCall call)
    {
        if (call.Stream is null)
            call.Fail(McpError.InvalidRequest("Invalid request: a subscription is a stream; accept text/event-stream.", StatusCodes.Status406NotAcceptable));
        else if (SubscriptionFilter.Read(call.Params, catalog, call.Caller, out var error) is not { } filter || limits.Enter(call.Caller, out error) is not { } place)
            call.Fail(error!);
        else
            call.Listen(new(call.Http, CallsUnderWay.Text(call.Id), filter, feeds, upkeep, place, replies));
    }
}
