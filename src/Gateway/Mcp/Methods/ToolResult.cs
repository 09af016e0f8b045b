using Actors.Contracts;

namespace Actors.Gateway.Mcp.Methods;

/// <summary>Writes what a tool said (server: Tool Result).</summary>
internal static class ToolResult
{
    /// <summary>The result in both forms: structured, and as text for clients and models that read only that (Structured Content).</summary>
    public static void Write(McpCall call, ReadOnlySpan<byte> result)
    {
        Begin(call, result);
        if (call.Version.HasStructuredContent)
        {
            call.Reply.Json.WritePropertyName("structuredContent"u8);
            call.Reply.Json.WriteRawValue(result, skipInputValidation: true);
        }
        call.Reply.EndResult();
    }

    /// <summary>A tool execution error: the model reads it and can do better (Error Handling).</summary>
    public static void Write(McpCall call, ActorError error)
    {
        Begin(call, System.Text.Encoding.UTF8.GetBytes($"{error.Code}: {ErrorText.Of(error)}"));
        call.Reply.Json.WriteBoolean("isError"u8, true);
        call.Reply.EndResult();
    }

    private static void Begin(McpCall call, ReadOnlySpan<byte> text)
    {
        var json = call.Reply.Json;
        call.Reply.BeginResult(call.Id);
        if (call.Version.IsModern)
        {
            json.WriteString("resultType"u8, "complete"u8);
            json.WritePropertyName("_meta"u8);
            json.WriteRawValue(ServerIdentity.Meta, skipInputValidation: true);
        }
        json.WriteStartArray("content"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, "text"u8);
        json.WriteString("text"u8, text);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
