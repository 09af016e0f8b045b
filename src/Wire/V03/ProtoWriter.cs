using System.Text.Json;
using Actors.Contracts.A2A;
using Actors.Contracts.A2A.Push;

namespace Actors.Wire.V03;

/// <summary>The JSON of A2A 0.3's HTTP+JSON binding: the ProtoJSON of its package <c>a2a.v1</c>, which knows fewer members than its schema for JSON-RPC.</summary>
internal sealed class ProtoWriter : WireWriter
{
    protected override string Parts => "content";

    protected override bool HasReferences => false;

    public override void Write(Utf8JsonWriter json, PushConfig push)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, $"tasks/{push.TaskId}/pushNotificationConfigs/{push.Id}");
        Differences.Write(json, push);
        json.WriteEndObject();
    }

    public override string State(AgentTaskState state) => state == AgentTaskState.Canceled ? "TASK_STATE_CANCELLED" : base.State(state);

    protected override void End(Utf8JsonWriter json, AgentTaskStatus status) => json.WriteBoolean("final"u8, Differences.IsLast(status));

    protected override void Write(Utf8JsonWriter json, Part part)
    {
        json.WriteStartObject();
        Text(json, "text"u8, part.Text);
        if (part.Data is { } data)
        {
            json.WriteStartObject("data"u8);
            Raw(json, "data"u8, Differences.Data(data));
            json.WriteEndObject();
        }
        if (part.Text is null && part.Data is null)
        {
            json.WriteStartObject("file"u8);
            Text(json, "fileWithBytes"u8, part.Raw);
            Text(json, "fileWithUri"u8, part.Url);
            Text(json, "mimeType"u8, part.MediaType);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
