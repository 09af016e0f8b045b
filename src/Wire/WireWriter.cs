using System.Globalization;
using System.Text.Json;
using Actors.Contracts.A2A;
using Actors.Contracts.A2A.Push;
using Actors.Wire.V03;

namespace Actors.Wire;

/// <summary>
/// Writes what clients are told, in the JSON of A2A 1.0 (§4, §5.5): camelCase, no nulls, times in UTC to the millisecond. An older
/// revision overrides what it words otherwise.
/// </summary>
public class WireWriter
{
    /// <summary>The JSON of 1.0, in all bindings.</summary>
    public static readonly WireWriter V10 = new();

    /// <summary>That of 0.3 by its JSON schema: in JSON-RPC, and what webhooks are sent.</summary>
    public static readonly WireWriter V03 = new SchemaWriter();

    /// <summary>That of 0.3 by its proto: in HTTP+JSON.</summary>
    public static readonly WireWriter V03Rest = new ProtoWriter();

    /// <summary>The member of a message that its parts are in.</summary>
    protected virtual string Parts => "parts";

    /// <summary>Whether a message can speak of other tasks.</summary>
    protected virtual bool HasReferences => true;

    /// <summary>What <c>SendMessage</c> answers (§3.1.1).</summary>
    public void Write(Utf8JsonWriter json, SendOutcome outcome)
    {
        Open(json, outcome.Reply is null ? "task" : "message");
        if (outcome.Reply is { } reply) Write(json, reply);
        else Write(json, outcome.Task!);
        Close(json);
    }

    /// <summary>A task as it stands (§4.1.1).</summary>
    public void Write(Utf8JsonWriter json, AgentTask task, bool withArtifacts = true)
    {
        json.WriteStartObject();
        Kind(json, "task");
        json.WriteString("id"u8, task.Id);
        json.WriteString("contextId"u8, task.ContextId);
        Write(json, task.Status);
        if (withArtifacts) List(json, "artifacts", task.Artifacts, Write);
        if (task.History.Count > 0) List(json, "history", task.History, Write);
        json.WriteEndObject();
    }

    /// <summary>A message (§4.1.4).</summary>
    public void Write(Utf8JsonWriter json, Message message)
    {
        json.WriteStartObject();
        Kind(json, "message");
        json.WriteString("messageId"u8, message.MessageId);
        Text(json, "contextId"u8, message.ContextId);
        Text(json, "taskId"u8, message.TaskId);
        json.WriteString("role"u8, Role(message.Role));
        List(json, Parts, message.Parts, Write);
        Raw(json, "metadata"u8, message.Metadata);
        Texts(json, "extensions", message.Extensions);
        if (HasReferences) Texts(json, "referenceTaskIds", message.ReferenceTaskIds);
        json.WriteEndObject();
    }

    /// <summary>A <c>StreamResponse</c> (§3.2.3).</summary>
    public void Write(Utf8JsonWriter json, TaskUpdate update, string taskId, string contextId)
    {
        Open(json, update.Task is not null ? "task" : update.Status is not null ? "statusUpdate" : "artifactUpdate");
        if (update.Task is { } task) Write(json, task);
        else
        {
            json.WriteStartObject();
            Kind(json, update.Status is not null ? "status-update" : "artifact-update");
            json.WriteString("taskId"u8, taskId);
            json.WriteString("contextId"u8, contextId);
            if (update.Status is { } status)
            {
                Write(json, status);
                End(json, status);
            }
            if (update.Artifact is { } artifact) WriteUpdate(json, update, artifact);
            json.WriteEndObject();
        }
        Close(json);
    }

    /// <summary>A webhook (§4.3.1), but for what nobody is shown again.</summary>
    public virtual void Write(Utf8JsonWriter json, PushConfig push)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, push.Id);
        json.WriteString("taskId"u8, push.TaskId);
        json.WriteString("url"u8, push.Url);
        if (push.Scheme is { } scheme)
        {
            json.WriteStartObject("authentication"u8);
            json.WriteString("scheme"u8, scheme);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    /// <summary>All webhooks of a task (§3.1.9).</summary>
    public virtual void Write(Utf8JsonWriter json, PushConfigList list)
    {
        json.WriteStartObject();
        List(json, "configs", list.Pushes, Write);
        json.WriteEndObject();
    }

    /// <summary>That a webhook is gone (§3.1.10).</summary>
    public virtual void WriteNothing(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteEndObject();
    }

    /// <summary>A state's name in the protocol.</summary>
    public virtual string State(AgentTaskState state) => "TASK_STATE_" + JsonNamingPolicy.SnakeCaseUpper.ConvertName(state.ToString());

    /// <summary>What a role is called.</summary>
    protected virtual string Role(MessageRole role) => role == MessageRole.User ? "ROLE_USER" : "ROLE_AGENT";

    /// <summary>Begins an answer that is one of several kinds: here the member around it says which.</summary>
    protected virtual void Open(Utf8JsonWriter json, string member)
    {
        json.WriteStartObject();
        json.WritePropertyName(member);
    }

    /// <summary>Ends what <see cref="Open"/> began.</summary>
    protected virtual void Close(Utf8JsonWriter json) => json.WriteEndObject();

    /// <summary>Says within an object of which kind it is.</summary>
    protected virtual void Kind(Utf8JsonWriter json, string kind)
    {
    }

    /// <summary>Says whether a status ends the stream.</summary>
    protected virtual void End(Utf8JsonWriter json, AgentTaskStatus status)
    {
    }

    /// <summary>A part (§4.1.6).</summary>
    protected virtual void Write(Utf8JsonWriter json, Part part)
    {
        json.WriteStartObject();
        Text(json, "text"u8, part.Text);
        Text(json, "raw"u8, part.Raw);
        Text(json, "url"u8, part.Url);
        Raw(json, "data"u8, part.Data);
        Raw(json, "metadata"u8, part.Metadata);
        Text(json, "filename"u8, part.Filename);
        Text(json, "mediaType"u8, part.MediaType);
        json.WriteEndObject();
    }

    private void WriteUpdate(Utf8JsonWriter json, TaskUpdate update, Artifact artifact)
    {
        json.WritePropertyName("artifact"u8);
        Write(json, artifact);
        if (update.Append) json.WriteBoolean("append"u8, true);
        if (update.LastChunk) json.WriteBoolean("lastChunk"u8, true);
    }

    private void Write(Utf8JsonWriter json, AgentTaskStatus status)
    {
        json.WriteStartObject("status"u8);
        json.WriteString("state"u8, State(status.State));
        if (status.Message is { } message)
        {
            json.WritePropertyName("message"u8);
            Write(json, message);
        }
        json.WriteString("timestamp"u8, status.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, Artifact artifact)
    {
        json.WriteStartObject();
        json.WriteString("artifactId"u8, artifact.ArtifactId);
        Text(json, "name"u8, artifact.Name);
        Text(json, "description"u8, artifact.Description);
        List(json, "parts", artifact.Parts, Write);
        Raw(json, "metadata"u8, artifact.Metadata);
        Texts(json, "extensions", artifact.Extensions);
        json.WriteEndObject();
    }

    private static void List<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items) write(json, item);
        json.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count > 0) List(json, name, texts, (writer, text) => writer.WriteStringValue(text));
    }

    /// <summary>A member that is left out where there is nothing in it.</summary>
    protected static void Text(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null) json.WriteString(name, text);
    }

    /// <summary>A member whose value is JSON as text, left out where there is none. On one line, as an event of a stream has to be; a line break within a string is escaped anyway.</summary>
    protected static void Raw(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (text is null) return;
        json.WritePropertyName(name);
        json.WriteRawValue(text.Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal), skipInputValidation: true);
    }
}
