using System.Text.Json;

namespace Actors.Contracts.Changes;

/// <summary>Changes as MCP words them (2025-11-25, server: List Changed Notification, Subscriptions).</summary>
public static class Notifications
{
    /// <summary>The notification's method.</summary>
    public static string Method(Change change) => change.Kind switch
    {
        ChangeKind.Tools => "notifications/tools/list_changed",
        ChangeKind.Prompts => "notifications/prompts/list_changed",
        ChangeKind.Resources => "notifications/resources/list_changed",
        ChangeKind.Resource => "notifications/resources/updated",
        _ => throw new ArgumentOutOfRangeException(nameof(change), change.Kind, "This is no change."),
    };

    /// <summary>The whole notification, for a legacy client.</summary>
    public static string Of(Change change) => change.Uri is null
        ? $$"""{"jsonrpc":"2.0","method":"{{Method(change)}}"}"""
        : $$$"""{"jsonrpc":"2.0","method":"{{{Method(change)}}}","params":{"uri":{{{JsonSerializer.Serialize(change.Uri)}}}} }""";
}
