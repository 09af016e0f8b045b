namespace Actors.Gateway.Mcp;

internal static partial class McpLog
{
    [LoggerMessage(EventId = 400, Level = LogLevel.Error, Message = "Tool {Tool} failed; correlation id {CorrelationId}")]
    public static partial void ToolFailed(this ILogger logger, Exception exception, string tool, string correlationId);
}
