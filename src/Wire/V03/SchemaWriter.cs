using System.Text.Json;
using Actors.Contracts.A2A;
using Actors.Contracts.A2A.Push;

namespace Actors.Wire.V03;

/// <summary>The JSON of A2A 0.3's JSON-RPC binding, by its published schema: answers stand bare and say by <c>kind</c> what they are.</summary>
internal sealed class SchemaWriter : WireWriter
{
    public override void Write(Utf8JsonWriter json, PushConfig push)
    {
        json.WriteStartObject();
        json.WriteString("taskId"u8, push.TaskId);
        Differences.Write(json, push);
        json.WriteEndObject();
    }

    public override void Write(Utf8JsonWriter json, PushConfigList list)
    {
        json.WriteStartArray();
        foreach (var push in list.Pushes) Write(json, push);
        json.WriteEndArray();
    }

    public override void WriteNothing(Utf8JsonWriter json) => json.WriteNullValue();

    public override string State(AgentTaskState state) => JsonNamingPolicy.KebabCaseLower.ConvertName(state.ToString());

    protected override string Role(MessageRole role) => role == MessageRole.User ? "user" : "agent";

    protected override void Open(Utf8JsonWriter json, string member)
    {
    }

    protected override void Close(Utf8JsonWriter json)
    {
    }

    protected override void Kind(Utf8JsonWriter json, string kind) => json.WriteString("kind"u8, kind);

    protected override void End(Utf8JsonWriter json, AgentTaskStatus status) => json.WriteBoolean("final"u8, Differences.IsLast(status));

    protected override void Write(Utf8JsonWriter json, Part part)
    {
        json.WriteStartObject();
        Kind(json, part.Text is not null ? "text" : part.Data is not null ? "data" : "file");
        Text(json, "text"u8, part.Text);
        if (part.Data is { } data) Raw(json, "data"u8, Differences.Data(data));
        if (part.Text is null && part.Data is null)
        {
            json.WriteStartObject("file"u8);
            Text(json, "bytes"u8, part.Raw);
            Text(json, "uri"u8, part.Url);
            Text(json, "name"u8, part.Filename);
            Text(json, "mimeType"u8, part.MediaType);
            json.WriteEndObject();
        }
        Raw(json, "metadata"u8, part.Metadata);
        json.WriteEndObject();
    }
}
