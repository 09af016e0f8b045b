using System.Buffers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Actors.Gateway.Errors;
using Actors.Gateway.Tools;

namespace Actors.Gateway.Rest;

/// <summary>Sends a tool's steps as server-sent events: <c>progress</c> until the one <c>result</c> or <c>error</c> that ends them.</summary>
internal static class EventStream
{
    public const string ContentType = "text/event-stream";

    /// <summary>Sends them. What fails before the first step has not begun to answer, and is an ordinary error.</summary>
    public static async Task Send(HttpContext context, IAsyncEnumerable<ToolStep> steps, ErrorHandler errors)
    {
        await using var running = steps.GetAsyncEnumerator(context.RequestAborted);
        var hasFirst = await running.MoveNextAsync();
        context.Response.ContentType = ContentType;
        if (hasFirst)
            await SseFormatter.WriteAsync(Events(running, context, errors), context.Response.Body, (item, to) => to.Write(item.Data.Span), context.RequestAborted);
    }

    private static async IAsyncEnumerable<SseItem<ReadOnlyMemory<byte>>> Events(
        IAsyncEnumerator<ToolStep> steps, HttpContext context, ErrorHandler errors, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        SseItem<ReadOnlyMemory<byte>>? next = Event(steps.Current);
        while (next is { } item)
        {
            yield return item;
            await context.Response.Body.FlushAsync(cancellation);
            next = item.EventType == "progress" ? await Next(steps, context, errors) : null;
        }
    }

    private static async Task<SseItem<ReadOnlyMemory<byte>>?> Next(IAsyncEnumerator<ToolStep> steps, HttpContext context, ErrorHandler errors)
    {
        try
        {
            return await steps.MoveNextAsync() ? Event(steps.Current) : null;
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            return new(Problem.Bytes(errors.Report(exception, context), context), "error");
        }
    }

    private static SseItem<ReadOnlyMemory<byte>> Event(ToolStep step) => step.Result is { } result
        ? new(result, "result")
        : new(JsonSerializer.SerializeToUtf8Bytes(new { step.Progress, step.Total, step.Message }, JsonSerializerOptions.Web), "progress");
}
