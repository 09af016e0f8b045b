using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Changes;
using Actors.Tools;

namespace Actors.Gateway.Mcp.Subscriptions;

/// <summary>What a modern client wants to be told of (2026-07-28, patterns: Subscriptions, Notification Filter).</summary>
internal sealed record SubscriptionFilter(bool Tools, bool Prompts, bool Resources, IReadOnlyList<string> Uris)
{
    private const int MostUris = 1_000;

    /// <summary>Everything the filter asks for: what is to be looked at again when nobody knows what changed.</summary>
    public IEnumerable<Change> All =>
        Change.Lists.Where(Wants).Concat(Uris.Select(Change.At));

    public bool Wants(Change change) => change.Kind switch
    {
        ChangeKind.Tools => Tools,
        ChangeKind.Prompts => Prompts,
        ChangeKind.Resources => Resources,
        ChangeKind.Resource => Uris.Contains(change.Uri),
        _ => false,
    };

    /// <summary>Reads <c>notifications</c>, and leaves out addresses where the caller can read nothing.</summary>
    public static SubscriptionFilter? Read(JsonElement parameters, ToolCatalog catalog, Caller caller, out McpError? error)
    {
        error = null;
        if (parameters.ValueKind != JsonValueKind.Object || !parameters.TryGetProperty("notifications"u8, out var wanted) || wanted.ValueKind != JsonValueKind.Object)
            error = McpError.InvalidParams("Invalid params: notifications must be an object that names what to be told of.");
        else if (Flag(wanted, "toolsListChanged"u8) is not { } tools || Flag(wanted, "promptsListChanged"u8) is not { } prompts || Flag(wanted, "resourcesListChanged"u8) is not { } resources)
            error = McpError.InvalidParams("Invalid params: toolsListChanged, promptsListChanged and resourcesListChanged must be true or false.");
        else if (Addresses(wanted) is not { } uris)
            error = McpError.InvalidParams($"Invalid params: resourceSubscriptions must be at most {MostUris} addresses of resources.");
        else
            return new(tools, prompts, resources, [.. uris.Where(uri => catalog.TryFind(uri, out var resource, out _) && caller.May(resource.Tool.Declared.Scope)).Distinct()]);
        return null;
    }

    /// <summary>Writes the filter that is agreed to.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("notifications"u8);
        if (Tools) json.WriteBoolean("toolsListChanged"u8, true);
        if (Prompts) json.WriteBoolean("promptsListChanged"u8, true);
        if (Resources) json.WriteBoolean("resourcesListChanged"u8, true);
        if (Uris.Count > 0)
        {
            json.WriteStartArray("resourceSubscriptions"u8);
            foreach (var uri in Uris) json.WriteStringValue(uri);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static bool? Flag(JsonElement wanted, ReadOnlySpan<byte> name) => !wanted.TryGetProperty(name, out var value) ? false
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;

    private static string[]? Addresses(JsonElement wanted) => !wanted.TryGetProperty("resourceSubscriptions"u8, out var value) ? []
        : value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= MostUris && value.EnumerateArray().All(uri => uri.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(uri => uri.GetString()!)] : null;
}
