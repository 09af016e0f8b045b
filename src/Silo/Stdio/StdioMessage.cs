using System.Text;
using System.Text.Json;

namespace Actors.Silo.Stdio;

/// <summary>A line that the client wrote, as far as its way needs to be known (2026-07-28, stdio; Streamable HTTP: Request Metadata).</summary>
internal sealed class StdioMessage
{
    private StdioMessage(string line, JsonElement json)
    {
        Line = line;
        JsonElement[] messages = json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray()] : [json];
        IsJsonRpc = messages.Length > 0 && messages.All(one => one.ValueKind == JsonValueKind.Object && Text(one, "jsonrpc") == "2.0");
        Requests = [.. messages.Where(one => Text(one, "method") is not null).Select(Id).OfType<string>()];
        AsksUnderNoId = messages.Any(one => Text(one, "method") is not null && one.TryGetProperty("id", out _) && Id(one) is null);
        IsReady = messages.Any(one => Text(one, "method") == "notifications/initialized");
        Answers = [.. messages.Where(one => Text(one, "method") is null).Select(Id).OfType<string>()];
        if (json.ValueKind != JsonValueKind.Object) return;
        Method = Text(json, "method");
        Result = json.TryGetProperty("result", out var result) ? result : null;
        Error = json.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object ? error : null;
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

    /// <summary>Whether it is a message, or a batch of them.</summary>
    public bool IsJsonRpc { get; }

    /// <summary>The ids, in JSON, of what it asks: one, or as many as a batch has.</summary>
    public IReadOnlyList<string> Requests { get; }

    /// <summary>The ids, in JSON, of what it answers.</summary>
    public IReadOnlyList<string> Answers { get; }

    /// <summary>Whether it asks something under an id that is none, so that an error is answered to nobody in particular.</summary>
    public bool AsksUnderNoId { get; }

    /// <summary>Whether the client says that it is ready to be told of changes.</summary>
    public bool IsReady { get; }

    /// <summary>Whether it asks for what goes on until somebody ends it.</summary>
    public bool Listens => Method == "subscriptions/listen";

    /// <summary>What it answers, if all is well.</summary>
    public JsonElement? Result { get; }

    /// <summary>What it answers otherwise.</summary>
    public JsonElement? Error { get; }

    /// <summary>Whether it is nothing without a session, where the client has opened one.</summary>
    public bool IsOfSession => ModernVersion is null && Method != "initialize";

    /// <summary>The request that the message cancels, by its id in JSON.</summary>
    public string? Cancels { get; }

    /// <summary>The revision that a modern request names.</summary>
    public string? ModernVersion { get; }

    /// <summary>What is called, read, got or followed, where the method has such a thing.</summary>
    public string? Name { get; }

    public JsonElement Arguments { get; }

    public JsonElement Meta { get; }

    /// <summary>Reads a line; null where it is no JSON, or has strings that are no text.</summary>
    public static StdioMessage? Read(string line)
    {
        try
        {
            return new(line, JsonElement.Parse(line));
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
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

    /// <summary>An id is a string or an integer.</summary>
    private static string? Id(JsonElement message) => message.ValueKind == JsonValueKind.Object && message.TryGetProperty("id", out var id)
        && (id.ValueKind == JsonValueKind.String || (id.ValueKind == JsonValueKind.Number && !id.GetRawText().AsSpan().ContainsAny('.', 'e', 'E'))) ? id.GetRawText() : null;

    private static string? Text(JsonElement json, string name) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
