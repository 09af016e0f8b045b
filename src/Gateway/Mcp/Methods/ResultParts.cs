using System.Text.Json;

namespace Actors.Gateway.Mcp.Methods;

/// <summary>The parts that results of many methods have in common.</summary>
internal static class ResultParts
{
    /// <summary>What a modern result says first: that it is whole, and who says so (2026-07-28, basic: Per-response protocol fields).</summary>
    public static void BeginComplete(McpCall call) => Begin(call, "complete"u8);

    /// <summary>The same, of a result that is not whole, or another kind of thing.</summary>
    public static void Begin(McpCall call, ReadOnlySpan<byte> resultType)
    {
        var json = call.Reply.Json;
        call.Reply.BeginResult(call.Id);
        if (!call.Version.IsModern) return;
        json.WriteString("resultType"u8, resultType);
        json.WritePropertyName("_meta"u8);
        json.WriteRawValue(ServerIdentity.Meta, skipInputValidation: true);
    }

    /// <summary>How long a modern client may keep a result; never public, for it depends on who asks (2026-07-28, utilities: Caching).</summary>
    public static void WriteCaching(McpCall call, TimeSpan fresh)
    {
        if (!call.Version.IsModern) return;
        call.Reply.Json.WriteNumber("ttlMs"u8, (long)fresh.TotalMilliseconds);
        call.Reply.Json.WriteString("cacheScope"u8, "private"u8);
    }

    /// <summary>A text member of the parameters, or null.</summary>
    public static string? Text(this McpCall call, ReadOnlySpan<byte> name) => call.Params.Text(name);

    /// <summary>A text member, or null.</summary>
    public static string? Text(this JsonElement parameters, ReadOnlySpan<byte> name) =>
        parameters.ValueKind == JsonValueKind.Object && parameters.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
