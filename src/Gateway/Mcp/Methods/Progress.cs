using Actors.Gateway.Tools;

namespace Actors.Gateway.Mcp.Methods;

/// <summary><c>notifications/progress</c> (patterns: Progress).</summary>
internal static class Progress
{
    /// <summary>Words one step for the client that gave a token; good until the reply is written to again.</summary>
    public static ReadOnlyMemory<byte> Notification(McpCall call, in ToolStep step)
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
