using System.Text;
using System.Text.Json;

namespace Actors.Silo.Stdio;

/// <summary>A line that the client wrote, as far as its way needs to be known (2026-07-28, stdio; Streamable HTTP: Request Metadata).</summary>
internal sealed class StdioMessage
{
    private StdioMessage(string line, JsonElement json)
    {
        Line = line;
        if (json.ValueKind != JsonValueKind.Object) return;
        Method = Text(json, "method");
        Id = json.TryGetProperty("id", out var id) ? id.GetRawText() : null;
        if (!json.TryGetProperty("params", out var parameters) || parameters.ValueKind != JsonValueKind.Object) return;
        Name = Method switch
        {
            "tools/call" or "prompts/get" => Text(parameters, "name"),
            "resources/read" => Text(parameters, "uri"),
            "tasks/get" or "tasks/update" or "tasks/cancel" => Text(parameters, "taskId"),
            _ => null,
        };
        Arguments = parameters.TryGetProperty("arguments", out var arguments) ? arguments : default;
        Cancels = Method == "notifications/cancelled" && parameters.TryGetProperty("requestId", out var request) ? request.GetRawText() : null;
        ModernVersion = parameters.TryGetProperty("_meta", out var meta) && meta.ValueKind == JsonValueKind.Object ? Text(meta, "io.modelcontextprotocol/protocolVersion") : null;
        Meta = meta;
    }

    public string Line { get; }

    /// <summary>The method; null of a response.</summary>
    public string? Method { get; }

    /// <summary>The id in JSON; null of a notification.</summary>
    public string? Id { get; }

    public bool IsRequest => Method is not null && Id is not null;

    /// <summary>The request that the message cancels, by its id in JSON.</summary>
    public string? Cancels { get; }

    /// <summary>The revision that a modern request names.</summary>
    public string? ModernVersion { get; }

    /// <summary>What is called, read, got or followed, where the method has such a thing.</summary>
    public string? Name { get; }

    public JsonElement Arguments { get; }

    public JsonElement Meta { get; }

    /// <summary>Reads a line; null where it is no JSON.</summary>
    public static StdioMessage? Read(string line)
    {
        try
        {
            return new(line, JsonElement.Parse(line));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The headers that a modern request has over HTTP.</summary>
    public IEnumerable<(string Name, string Value)> ModernHeaders()
    {
        yield return ("MCP-Protocol-Version", ModernVersion!);
        yield return ("Mcp-Method", Method!);
        if (Name is not null) yield return ("Mcp-Name", Encode(Name));
    }

    /// <summary>A value as a header can carry it (Value Encoding).</summary>
    public static string Encode(string value) =>
        value.AsSpan().ContainsAnyExceptInRange('!', '~') || value.StartsWith("=?base64?", StringComparison.Ordinal) ? $"=?base64?{Convert.ToBase64String(Encoding.UTF8.GetBytes(value))}?=" : value;

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
