using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Changes;
using Actors.Tools;

namespace Actors.Gateway.Mcp.Subscriptions;

/// <summary>What a modern client wants to be told of (2026-07-28, patterns: Subscriptions, Notification Filter).</summary>
internal sealed record SubscriptionFilter(bool Tools, bool Prompts, bool Resources, IReadOnlyList<string> Uris, IReadOnlyList<string> TaskIds)
{
    private const int MostUris = 1_000, MostTasks = 100;

    /// <summary>Everything the filter asks for: what is to be looked at again when nobody knows what changed.</summary>
    public IEnumerable<Change> All => [.. Change.Lists.Where(Wants), .. Uris.Select(Change.At), .. Tasks];

    /// <summary>The tasks it asks for.</summary>
    public IEnumerable<Change> Tasks => TaskIds.Select(Change.OfTask);

    public bool Wants(Change change) => change.Kind switch
    {
        ChangeKind.Tools => Tools,
        ChangeKind.Prompts => Prompts,
        ChangeKind.Resources => Resources,
        ChangeKind.Resource => Uris.Contains(change.Uri),
        ChangeKind.Task => TaskIds.Contains(change.TaskId),
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
        else if (Texts(wanted, "resourceSubscriptions"u8, MostUris) is not { } uris)
            error = McpError.InvalidParams($"Invalid params: resourceSubscriptions must be at most {MostUris} addresses of resources.");
        else if (Texts(wanted, "taskIds"u8, MostTasks) is not { } tasks)
            error = McpError.InvalidParams($"Invalid params: taskIds must be at most {MostTasks} ids of tasks.");
        else
            return new(tools, prompts, resources, [.. uris.Where(uri => catalog.TryFind(uri, out var resource, out _) && caller.May(resource.Tool.Declared.Scope)).Distinct()], [.. tasks.Distinct()]);
        return null;
    }

    /// <summary>Writes the filter that is agreed to.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("notifications"u8);
        if (Tools) json.WriteBoolean("toolsListChanged"u8, true);
        if (Prompts) json.WriteBoolean("promptsListChanged"u8, true);
        if (Resources) json.WriteBoolean("resourcesListChanged"u8, true);
        Write(json, "resourceSubscriptions"u8, Uris);
        Write(json, "taskIds"u8, TaskIds);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0) return;
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static bool? Flag(JsonElement wanted, ReadOnlySpan<byte> name) => !wanted.TryGetProperty(name, out var value) ? false
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;

    private static string[]? Texts(JsonElement wanted, ReadOnlySpan<byte> name, int most) => !wanted.TryGetProperty(name, out var value) ? []
        : value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= most && value.EnumerateArray().All(text => text.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(text => text.GetString()!)] : null;
}
