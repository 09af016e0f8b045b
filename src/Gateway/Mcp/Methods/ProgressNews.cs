using Actors.Tools;

namespace Actors.Gateway.Mcp.Methods;

/// <summary>
/// Tells a client that asked for it how far its call is (patterns: Progress). Ten times at once and then ten times a second at most:
/// what comes faster is old news by the time it is told, and only the latest of it is.
/// </summary>
internal sealed class ProgressNews(McpCall call, TimeProvider time)
{
    private readonly Pace pace = new(atOnce: 10, TimeSpan.FromMilliseconds(100), time);
    private double latest = double.NegativeInfinity;
    private ToolStep? waiting;

    /// <summary>How long what waits has to wait; null where nothing does.</summary>
    public TimeSpan? Due => waiting is null ? null : pace.Wait;

    /// <summary>Tells a step, now or when its time has come. The value must increase with each.</summary>
    public async Task Tell(ToolStep step)
    {
        if (!call.WantsProgress || step.Progress <= latest) return;
        (latest, waiting) = (step.Progress, step);
        if (pace.Wait == TimeSpan.Zero) await TellLatest();
    }

    /// <summary>Tells what waits.</summary>
    public async Task TellLatest()
    {
        if (waiting is not { } step) return;
        waiting = null;
        pace.Take();
        await call.Stream!.Send(Notification(step));
    }

    /// <summary>Words one step; good until the reply is written to again.</summary>
    private ReadOnlyMemory<byte> Notification(in ToolStep step)
    {
        var json = call.Reply.Json;
        call.Reply.Clear();
        json.WriteStartObject();
        json.WriteString("jsonrpc"u8, "2.0"u8);
        json.WriteString("method"u8, "notifications/progress"u8);
        json.WriteStartObject("params"u8);
        call.Reply.Verbatim("progressToken"u8, call.Meta.ProgressToken);
        json.WriteNumber("progress"u8, step.Progress);
        if (step.Total is { } total) json.WriteNumber("total"u8, total);
        if (step.Message is { } message) json.WriteString("message"u8, message);
        json.WriteEndObject();
        json.WriteEndObject();
        return call.Reply.Written;
    }
}
