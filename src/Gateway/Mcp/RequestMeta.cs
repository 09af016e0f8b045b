using System.Text.Json;
using Actors.Contracts.Tools;
using Actors.Gateway.JsonRpc;

namespace Actors.Gateway.Mcp;

/// <summary>The fields of a request's <c>_meta</c> that the protocol defines (2026-07-28, basic: <c>_meta</c>), and ours, read in one pass.</summary>
internal readonly record struct RequestMeta
{
    public JsonElement ProtocolVersion { get; private init; }
    public JsonElement ClientInfo { get; private init; }
    public JsonElement ClientCapabilities { get; private init; }
    public JsonElement LogLevel { get; private init; }
    public JsonElement ProgressToken { get; private init; }
    public JsonElement IdempotencyKey { get; private init; }
    public JsonElement Format { get; private init; }
    public JsonElement TraceParent { get; private init; }
    public JsonElement TraceState { get; private init; }

    public static RequestMeta Of(JsonElement parameters)
    {
        var read = default(RequestMeta);
        if (parameters.ValueKind != JsonValueKind.Object || !parameters.TryGetProperty("_meta"u8, out var meta) || meta.ValueKind != JsonValueKind.Object) return read;
        foreach (var field in meta.EnumerateObject())
        {
            if (field.NameEquals("io.modelcontextprotocol/protocolVersion"u8)) read = read with { ProtocolVersion = field.Value };
            else if (field.NameEquals("io.modelcontextprotocol/clientInfo"u8)) read = read with { ClientInfo = field.Value };
            else if (field.NameEquals("io.modelcontextprotocol/clientCapabilities"u8)) read = read with { ClientCapabilities = field.Value };
            else if (field.NameEquals("io.modelcontextprotocol/logLevel"u8)) read = read with { LogLevel = field.Value };
            else if (field.NameEquals("progressToken"u8)) read = read with { ProgressToken = field.Value };
            else if (field.NameEquals("actors/format"u8)) read = read with { Format = field.Value };
            else if (field.NameEquals("traceparent"u8)) read = read with { TraceParent = field.Value };
            else if (field.NameEquals("tracestate"u8)) read = read with { TraceState = field.Value };
            else if (field.NameEquals("actors/idempotencyKey"u8)) read = read with { IdempotencyKey = field.Value };
        }
        return read;
    }

    /// <summary>Per-request protocol fields of the modern revisions: what must be there is, and each has its type.</summary>
    public McpError? Check() =>
        ProtocolVersion.ValueKind != JsonValueKind.String ? Wrong("protocolVersion", "the revision you speak, such as \"2026-07-28\"")
        : ClientCapabilities.ValueKind != JsonValueKind.Object ? Wrong("clientCapabilities", "an object, empty if the client has none")
        : ClientInfo.ValueKind != JsonValueKind.Undefined && !IsImplementation(ClientInfo) ? Wrong("clientInfo", "an object with name and version")
        : LogLevel.ValueKind != JsonValueKind.Undefined && !IsLogLevel(LogLevel) ? Wrong("logLevel", $"one of {string.Join(", ", LogEntry.Levels)}")
        : null;

    /// <summary>Progress: a token is a string or an integer.</summary>
    public McpError? CheckProgressToken() =>
        ProgressToken.ValueKind == JsonValueKind.Undefined || JsonRpcMessage.IsId(ProgressToken)
            ? null : McpError.InvalidParams("Invalid params: _meta.progressToken must be a string or an integer.");

    /// <summary>Whether the text of a result is wanted as TOON rather than JSON.</summary>
    public bool WantsToon => Format.ValueKind == JsonValueKind.String && Format.ValueEquals("toon"u8);

    /// <summary>The form of a result's text, which is our own: JSON where none is asked for.</summary>
    public McpError? CheckFormat() =>
        Format.ValueKind == JsonValueKind.Undefined || WantsToon || (Format.ValueKind == JsonValueKind.String && Format.ValueEquals("json"u8))
            ? null : McpError.InvalidParams("Invalid params: _meta[\"actors/format\"] must be json or toon.");

    /// <summary>Whether a value names a piece of software: clientInfo here and in <c>initialize</c>.</summary>
    public static bool IsImplementation(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
        && value.TryGetProperty("name"u8, out var name) && name.ValueKind == JsonValueKind.String
        && value.TryGetProperty("version"u8, out var version) && version.ValueKind == JsonValueKind.String;

    private static bool IsLogLevel(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return false;
        foreach (var level in LogEntry.Levels)
            if (value.ValueEquals(level)) return true;
        return false;
    }

    private static McpError Wrong(string field, string expected) =>
        McpError.InvalidMeta($"Invalid params: params._meta[\"io.modelcontextprotocol/{field}\"] must be {expected}.");
}
