using System.Text.Json;
using Actors.Contracts;

namespace Actors.Gateway.Mcp.Methods;

/// <summary>Writes what a tool said (server: Tool Result).</summary>
internal static class ToolResult
{
    /// <summary>
    /// The result in both forms: structured, and as text for clients and models that read only that (Structured Content). One
    /// that is content to show is sent as it is.
    /// </summary>
    public static void Write(McpCall call, ReadOnlySpan<byte> result)
    {
        if (call.Tool!.ShowsContent)
        {
            Show(call, result);
            return;
        }
        Begin(call, result);
        if (call.Version.HasStructuredContent)
        {
            call.Reply.Json.WritePropertyName("structuredContent"u8);
            call.Reply.Json.WriteRawValue(result, skipInputValidation: true);
        }
        call.Reply.EndResult();
    }

    private static void Show(McpCall call, ReadOnlySpan<byte> result)
    {
        var reader = new Utf8JsonReader(result);
        var content = JsonElement.ParseValue(ref reader).GetProperty("content"u8);
        ResultParts.BeginComplete(call);
        call.Reply.Json.WritePropertyName("content"u8);
        content.WriteTo(call.Reply.Json);
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
        ResultParts.BeginComplete(call);
        json.WriteStartArray("content"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, "text"u8);
        json.WriteString("text"u8, text);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
