using System.Text.Json;

namespace Actors.Gateway.Mcp.Methods;

/// <summary>Writes content as far as a revision has a word for it, and else says in text what it would be (schema: ContentBlock).</summary>
internal static class ContentBlocks
{
    /// <summary>A list of blocks.</summary>
    public static void WriteAll(Utf8JsonWriter json, JsonElement blocks, ProtocolVersion version)
    {
        json.WriteStartArray();
        foreach (var block in blocks.EnumerateArray()) Write(json, block, version);
        json.WriteEndArray();
    }

    /// <summary>The messages of a prompt, each with one block.</summary>
    public static void WriteMessages(Utf8JsonWriter json, JsonElement messages, ProtocolVersion version)
    {
        json.WriteStartArray();
        foreach (var message in messages.EnumerateArray())
        {
            json.WriteStartObject();
            json.WriteString("role"u8, message.Text("role"u8));
            json.WritePropertyName("content"u8);
            Write(json, message.GetProperty("content"u8), version);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, JsonElement block, ProtocolVersion version)
    {
        switch (block.Text("type"u8))
        {
            case "resource_link" when !version.HasResourceLinks:
                WriteText(json, $"{block.Text("title"u8) ?? block.Text("name"u8)}: {block.Text("uri"u8)}");
                break;
            case "audio" when !version.HasAudio:
                WriteText(json, $"Sound ({block.Text("mimeType"u8)}), which revision {version.Name} cannot carry.");
                break;
            default:
                block.WriteTo(json);
                break;
        }
    }

    private static void WriteText(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "text"u8);
        json.WriteString("text"u8, text);
        json.WriteEndObject();
    }
}
