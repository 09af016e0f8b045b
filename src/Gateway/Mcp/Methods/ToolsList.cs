using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Tools;
using Actors.Gateway.Authentication;
using Actors.Tools;

namespace Actors.Gateway.Mcp.Methods;

/// <summary>
/// <c>tools/list</c>: the tools that the caller may use, by name (server: Listing Tools). Callers of the same role and scopes see
/// the same list, so it is rendered once for each such group and revision.
/// </summary>
internal sealed class ToolsList(ToolCatalog catalog, Icons icons)
{
    private const int FreshForMilliseconds = 5 * 60 * 1000;

    private readonly BoundedCache<string, byte[]> rendered = new(256);

    public void Answer(McpCall call)
    {
        // There is one page, so that no cursor can have come from here.
        if (call.Params.ValueKind == JsonValueKind.Object && call.Params.TryGetProperty("cursor"u8, out _))
            call.Fail(McpError.InvalidParams("Invalid params: no such cursor. Ask for the list without one."));
        else
            call.Reply.Kept(call.Id, For(call.Caller, call.Version));
    }

    private byte[] For(Caller caller, ProtocolVersion version)
    {
        var group = $"{version.Name} {caller.Role} {string.Join(' ', caller.Scopes)}";
        return rendered.TryGet(group, out var known) ? known
            : rendered.GetOrAdd(group, Render(catalog.Tools.Where(tool => caller.May(tool.Declared.Scope)), version));
    }

    private byte[] Render(IEnumerable<Tool> tools, ProtocolVersion version) => ServerIdentity.Render(json =>
    {
        json.WriteStartObject();
        if (version.IsModern) json.WriteString("resultType"u8, "complete"u8);
        json.WriteStartArray("tools"u8);
        foreach (var tool in tools) Write(json, tool, version);
        json.WriteEndArray();
        if (version.IsModern)
        {
            json.WriteNumber("ttlMs"u8, FreshForMilliseconds);
            json.WriteString("cacheScope"u8, "private"u8);
            json.WritePropertyName("_meta"u8);
            json.WriteRawValue(ServerIdentity.Meta);
        }
        json.WriteEndObject();
        json.WriteEndObject(); // that of the answer
    });

    private void Write(Utf8JsonWriter json, Tool tool, ProtocolVersion version)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, tool.Name);
        if (version.HasTitles) json.WriteString("title"u8, tool.Declared.Title);
        json.WriteString("description"u8, tool.Description);
        json.WritePropertyName("inputSchema"u8);
        tool.InputSchema.WriteTo(json);
        if (version.HasStructuredContent && !tool.ShowsContent)
        {
            json.WritePropertyName("outputSchema"u8);
            tool.OutputSchema.WriteTo(json);
        }
        icons.Write(json, version, tool.Icon);
        if (version.HasAnnotations) WriteAnnotations(json, tool.Declared, version);
        if (version.HasTitles) Views.WriteLink(json, tool);
        json.WriteEndObject();
    }

    private static void WriteAnnotations(Utf8JsonWriter json, ToolAttribute declared, ProtocolVersion version)
    {
        json.WriteStartObject("annotations"u8);
        if (!version.HasTitles) json.WriteString("title"u8, declared.Title);
        json.WriteBoolean("readOnlyHint"u8, declared.ReadOnly);
        json.WriteBoolean("destructiveHint"u8, declared.Destructive);
        json.WriteBoolean("idempotentHint"u8, declared.Idempotent);
        json.WriteBoolean("openWorldHint"u8, declared.OpenWorld);
        json.WriteEndObject();
    }
}
