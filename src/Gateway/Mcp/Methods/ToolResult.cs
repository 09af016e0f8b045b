using System.Text.Json;
using Actors.Contracts;
using Actors.Tools;

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
        ResultParts.BeginComplete(call);
        WriteMembers(call.Reply.Json, call.Tool!, result, call.Version, call.Meta.WantsToon);
        call.Reply.EndResult();
    }

    /// <summary>A tool execution error: the model reads it and can do better (Error Handling).</summary>
    public static void Write(McpCall call, ActorError error)
    {
        ResultParts.BeginComplete(call);
        WriteError(call.Reply.Json, error);
        call.Reply.EndResult();
    }

    /// <summary>The members of a result.</summary>
    public static void WriteMembers(Utf8JsonWriter json, Tool tool, ReadOnlySpan<byte> result, ProtocolVersion version, bool asToon)
    {
        if (tool.ShowsContent)
        {
            Show(json, result, version);
            return;
        }
        if (asToon) WriteText(json, System.Text.Encoding.UTF8.GetBytes(Toon.Of(JsonElement.Parse(result))));
        else WriteText(json, result);
        if (!version.HasStructuredContent) return;
        json.WritePropertyName("structuredContent"u8);
        json.WriteRawValue(result, skipInputValidation: true);
    }

    /// <summary>The members of a result that is an error.</summary>
    public static void WriteError(Utf8JsonWriter json, ActorError error)
    {
        WriteText(json, System.Text.Encoding.UTF8.GetBytes($"{error.Code}: {ErrorText.Of(error)}"));
        json.WriteBoolean("isError"u8, true);
    }

    private static void Show(Utf8JsonWriter json, ReadOnlySpan<byte> result, ProtocolVersion version)
    {
        var reader = new Utf8JsonReader(result);
        json.WritePropertyName("content"u8);
        ContentBlocks.WriteAll(json, JsonElement.ParseValue(ref reader).GetProperty("content"u8), version);
    }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> text)
    {
        json.WriteStartArray("content"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, "text"u8);
        json.WriteString("text"u8, text);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
