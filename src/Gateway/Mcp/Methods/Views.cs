using System.Text.Json;
using Actors.Tools;

namespace Actors.Gateway.Mcp.Methods;

/// <summary>The <c>ui://</c> resources of MCP Apps (io.modelcontextprotocol/ui: UI Resource Format).</summary>
internal static class Views
{
    public const string Extension = "io.modelcontextprotocol/ui";
    private const string MimeType = "text/html;profile=mcp-app";

    /// <summary>Says at a tool which page shows its results (Tool Metadata).</summary>
    public static void WriteLink(Utf8JsonWriter json, Tool tool)
    {
        if (tool.ViewUri is not { } uri) return;
        json.WriteStartObject("_meta"u8);
        json.WriteStartObject("ui"u8);
        json.WriteString("resourceUri"u8, uri);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Writes the members of a page's entry in a list.</summary>
    public static void Describe(McpCall call, View view)
    {
        var json = call.Reply.Json;
        json.WriteString("name"u8, view.Uri["ui://".Length..]);
        if (call.Version.HasTitles) json.WriteString("title"u8, view.Title);
        json.WriteString("description"u8, $"Shows the results of {view.Tool.Name}.");
        json.WriteString("mimeType"u8, MimeType);
    }

    /// <summary>Answers with the page. It may load and reach nothing: all it has comes from its host (Content Security Policy).</summary>
    public static void Read(McpCall call, View view, TimeSpan fresh)
    {
        var json = call.Reply.Json;
        ResultParts.BeginComplete(call);
        json.WriteStartArray("contents"u8);
        json.WriteStartObject();
        json.WriteString("uri"u8, view.Uri);
        json.WriteString("mimeType"u8, MimeType);
        json.WriteString("text"u8, view.Html);
        json.WriteStartObject("_meta"u8);
        json.WriteStartObject("ui"u8);
        json.WriteStartObject("csp"u8);
        foreach (var domains in (ReadOnlySpan<string>)["connectDomains", "resourceDomains", "frameDomains", "baseUriDomains"])
        {
            json.WriteStartArray(domains);
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteBoolean("prefersBorder"u8, true);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        ResultParts.WriteCaching(call, fresh);
        call.Reply.EndResult();
    }
}
