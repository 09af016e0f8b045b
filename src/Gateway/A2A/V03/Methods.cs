using System.Collections.Frozen;

namespace Actors.Gateway.A2A.V03;

/// <summary>The methods of A2A 0.3 (§3.5.6), and which of 1.0 they are.</summary>
internal static class Methods
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["message/send"] = "SendMessage",
        ["message/stream"] = "SendStreamingMessage",
        ["tasks/get"] = "GetTask",
        ["tasks/cancel"] = "CancelTask",
        ["tasks/resubscribe"] = "SubscribeToTask",
        ["tasks/pushNotificationConfig/set"] = "CreateTaskPushNotificationConfig",
        ["tasks/pushNotificationConfig/get"] = "GetTaskPushNotificationConfig",
        ["tasks/pushNotificationConfig/list"] = "ListTaskPushNotificationConfigs",
        ["tasks/pushNotificationConfig/delete"] = "DeleteTaskPushNotificationConfig",
        ["agent/getAuthenticatedExtendedCard"] = "GetExtendedAgentCard",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The method's name in 1.0, or null if 0.3 has none of this name.</summary>
    public static string? In10(string method) => Names.GetValueOrDefault(method);
}
