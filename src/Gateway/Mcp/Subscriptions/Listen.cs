using Actors.Contracts;
using Actors.Gateway.Admission;
using Actors.Gateway.Errors;
using Actors.Gateway.Mcp.Methods;
using Actors.Gateway.Mcp.Sessions;
using Actors.Gateway.Streams;
using Actors.Tools;
using Microsoft.Extensions.ObjectPool;

namespace Actors.Gateway.Mcp.Subscriptions;

/// <summary><c>subscriptions/listen</c>: a stream of what changes (2026-07-28, patterns: Subscriptions).</summary>
internal sealed class Listen(
    ToolCatalog catalog, ChangeFeeds feeds, Methods.Tasks tasks, TaskShape shape, IAdmission admission, ErrorHandler errors, StreamLimits limits, StreamUpkeep upkeep, ObjectPool<Reply> replies)
{
    public async ValueTask Answer(McpCall call)
    {
        var error = McpError.InvalidRequest("Invalid request: a subscription is a stream; accept text/event-stream.", StatusCodes.Status406NotAcceptable);
        if (call.Stream is null || SubscriptionFilter.Read(call.Params, catalog, call.Caller, out error) is not { } filter)
            call.Fail(error!);
        else if (filter.TaskIds.Count > 0 && !Methods.Tasks.IsDeclared(call))
            call.Fail(Methods.Tasks.MissingExtension());
        else
            await Begin(call, filter);
    }

    private async Task Begin(McpCall call, SubscriptionFilter filter)
    {
        try
        {
            if (filter.TaskIds.Count > 0) filter = filter with { TaskIds = await Mine(call, filter.TaskIds) };
            if (limits.Enter(call.Caller, out var full) is not { } place) call.Fail(McpError.TooManyStreams(full));
            else call.Listen(new(call.Http, CallsUnderWay.Text(call.Id), filter, feeds, new(call.Http, tasks, shape, call.Meta.WantsToon), upkeep, place, replies));
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !call.Cancellation.IsCancellationRequested)
        {
            call.Fail(McpError.Of(errors.Report(exception, call.Http), call.Http));
        }
    }

    /// <summary>Those tasks that are the caller's. To look for one counts as a call.</summary>
    private async Task<IReadOnlyList<string>> Mine(McpCall call, IReadOnlyList<string> ids)
    {
        var mine = new List<string>();
        foreach (var id in ids)
        {
            using var turn = await admission.Admit(call.Http, call.Method);
            if (await tasks.Find(call.Caller, id, call.Cancellation) is { } task) mine.Add(task.TaskId);
        }
        return mine;
    }
}
