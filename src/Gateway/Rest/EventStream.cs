using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Gateway.Errors;
using Actors.Tools;

namespace Actors.Gateway.Rest;

/// <summary>Sends a tool's steps as server-sent events: <c>progress</c> and <c>log</c> until the one <c>result</c> or <c>error</c> that ends them.</summary>
internal static class EventStream
{
    public const string ContentType = "text/event-stream";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Whether the client asks for steps: one that does not name the type waits for the result.</summary>
    public static bool IsWanted(HttpRequest request) => request.GetTypedHeaders().Accept.Any(range => range.MediaType.Equals(ContentType, StringComparison.OrdinalIgnoreCase));

    public static async Task Send(HttpContext context, IAsyncEnumerable<ToolStep> steps, ErrorHandler errors)
    {
        await using var running = steps.GetAsyncEnumerator(context.RequestAborted);
        // What fails before the first step is an ordinary error: the answer has not begun.
        var more = await running.MoveNextAsync();
        context.Response.ContentType = ContentType;
        context.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            for (; more; more = await running.MoveNextAsync()) await Send(context, running.Current);
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            await Send(context, "error", Problem.Bytes(errors.Report(exception, context), context));
        }
    }

    private static Task Send(HttpContext context, ToolStep step) => step.Result is { } result
        ? Send(context, "result", result)
        : step.Log is { } entry ? Send(context, "log", JsonSerializer.SerializeToUtf8Bytes(entry, Json))
        : Send(context, "progress", JsonSerializer.SerializeToUtf8Bytes(new { step.Progress, step.Total, step.Message }, Json));

    /// <summary>Sends one event. Its data is JSON on one line.</summary>
    private static async Task Send(HttpContext context, string name, ReadOnlyMemory<byte> data)
    {
        var body = context.Response.BodyWriter;
        Encoding.ASCII.GetBytes($"event: {name}\ndata: ", body);
        body.Write(data.Span);
        body.Write("\n\n"u8);
        await body.FlushAsync(context.RequestAborted);
    }
}
