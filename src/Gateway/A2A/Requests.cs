using System.Globalization;
using System.Text.Json;
using Actors.Contracts.A2A;

namespace Actors.Gateway.A2A;

/// <summary>Reads the requests that both bindings have (A2A 1.0 §3.2).</summary>
internal static class Requests
{
    public static SendMessage Send(A2ACall call, ProtoJson json)
    {
        call.CheckTenant(json.Text("tenant"));
        var message = WireReader.Message(json.Message("message") ?? throw A2AException.Invalid("message", "message is required."));
        var configuration = json.Message("configuration");
        if (configuration?.Has("taskPushNotificationConfig") is true)
            throw new A2AException(A2AError.PushNotificationNotSupported, "This agent sends no push notifications. Stream the task, or subscribe to it.");
        return new()
        {
            Agent = call.Agent,
            Message = message,
            ReturnImmediately = configuration?.Flag("returnImmediately") is true,
            HistoryLength = Operations.Checked(configuration?.Number("historyLength")),
        };
    }

    public static ListTasks List(A2ACall call, ProtoJson json)
    {
        call.CheckTenant(json.Text("tenant"));
        return new()
        {
            Agent = call.Agent,
            ContextId = json.Text("contextId") is { Length: > 0 } context ? context : null,
            State = WireReader.State(json.Text("status"), "status"),
            StatusSince = Time(json.Text("statusTimestampAfter")),
            PageSize = json.Number("pageSize") ?? 50,
            PageToken = json.Text("pageToken") is { Length: > 0 } token ? token : null,
            Read = new() { HistoryLength = json.Number("historyLength"), WithoutArtifacts = !json.Flag("includeArtifacts") },
        };
    }

    /// <summary>The members of a query, as the JSON they stand for: texts, numbers and flags are read from texts too.</summary>
    public static JsonElement Query(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, values) in request.Query)
            {
                json.WritePropertyName(name);
                if (values.ToString() is "true" or "false") json.WriteBooleanValue(values == "true");
                else json.WriteStringValue(values.ToString());
            }
            json.WriteEndObject();
        }
        return JsonElement.Parse(buffer.ToArray());
    }

    private static DateTimeOffset? Time(string? text) => text is null or "" ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time
        : throw A2AException.Invalid("statusTimestampAfter", "statusTimestampAfter must be a time such as 2026-01-31T12:00:00Z.");
}
