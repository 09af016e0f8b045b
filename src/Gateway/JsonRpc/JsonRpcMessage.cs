using System.Runtime.InteropServices;
using System.Text.Json;

namespace Actors.Gateway.JsonRpc;

/// <summary>One JSON-RPC message, read but not understood (basic: Messages). Lives as long as the document it was read from.</summary>
internal readonly record struct JsonRpcMessage(MessageKind Kind, JsonElement Id, string Method, JsonElement Params)
{
    /// <summary>Reads a message. One that is none has kind <see cref="MessageKind.Invalid"/>, and its id where that can be read.</summary>
    public static JsonRpcMessage Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) return default;
        var hasId = json.TryGetProperty("id"u8, out var id);
        var invalid = new JsonRpcMessage(MessageKind.Invalid, hasId && IsId(id) ? id : default, "", default);
        if (hasId && !IsId(id)) return invalid;
        if (!json.TryGetProperty("jsonrpc"u8, out var version) || version.ValueKind != JsonValueKind.String || !version.ValueEquals("2.0"u8)) return invalid;
        if (!json.TryGetProperty("method"u8, out var method)) return hasId && IsAnswer(json) ? invalid with { Kind = MessageKind.Response } : invalid;
        if (method.ValueKind != JsonValueKind.String) return invalid;
        if (json.TryGetProperty("params"u8, out var parameters) && parameters.ValueKind != JsonValueKind.Object) return invalid;
        return new(hasId ? MessageKind.Request : MessageKind.Notification, id, method.GetString()!, parameters);
    }

    /// <summary>Whether this can be the id of a request, or a progress token: a string or an integer, never null.</summary>
    public static bool IsId(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => true,
        JsonValueKind.Number => !JsonMarshal.GetRawUtf8Value(value).ContainsAny(".eE"u8),
        _ => false,
    };

    private static bool IsAnswer(JsonElement json) =>
        (json.TryGetProperty("result"u8, out var result) && result.ValueKind == JsonValueKind.Object)
        || (json.TryGetProperty("error"u8, out var error) && error.ValueKind == JsonValueKind.Object);
}
