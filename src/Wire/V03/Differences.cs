using System.Text.Json;
using Actors.Contracts.A2A;
using Actors.Contracts.A2A.Push;

namespace Actors.Wire.V03;

/// <summary>What 0.3 says and 1.0 leaves open, in both bindings.</summary>
internal static class Differences
{
    /// <summary>Whether a status is the last of its stream (§7.2.2): nothing can follow, or it is the client's turn.</summary>
    public static bool IsLast(AgentTaskStatus status) => status.IsFinal || status.State == AgentTaskState.InputRequired;

    /// <summary>A webhook, whose task is named outside of it and whose schemes are several.</summary>
    public static void Write(Utf8JsonWriter json, PushConfig push)
    {
        json.WriteStartObject("pushNotificationConfig"u8);
        json.WriteString("id"u8, push.Id);
        json.WriteString("url"u8, push.Url);
        if (push.Scheme is { } scheme)
        {
            json.WriteStartObject("authentication"u8);
            json.WriteStartArray("schemes"u8);
            json.WriteStringValue(scheme);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    /// <summary>Data, which is always an object: a value that is none, as the <c>value</c> of one.</summary>
    /// <param name="json">A JSON value.</param>
    public static string Data(string json) => json.StartsWith('{') ? json : $$"""{"value":{{json}}}""";
}
