using System.Globalization;
using System.Text.Json;
using Actors.Contracts.A2A;

namespace Actors.Wire;

/// <summary>Writes what clients are told, in the JSON of A2A 1.0 (§4, §5.5): camelCase, no nulls, times in UTC to the millisecond.</summary>
public static class WireWriter
{
    /// <summary>A state's name in the protocol.</summary>
    public static string Name(AgentTaskState state) => "TASK_STATE_" + JsonNamingPolicy.SnakeCaseUpper.ConvertName(state.ToString());

    public static void Write(Utf8JsonWriter json, AgentTask task, bool withArtifacts = true)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, task.Id);
        json.WriteString("contextId"u8, task.ContextId);
        Write(json, task.Status);
        if (withArtifacts) List(json, "artifacts"u8, task.Artifacts, Write);
        if (task.History.Count > 0) List(json, "history"u8, task.History, Write);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, Message message)
    {
        json.WriteStartObject();
        json.WriteString("messageId"u8, message.MessageId);
        Text(json, "contextId"u8, message.ContextId);
        Text(json, "taskId"u8, message.TaskId);
        json.WriteString("role"u8, message.Role == MessageRole.User ? "ROLE_USER"u8 : "ROLE_AGENT"u8);
        List(json, "parts"u8, message.Parts, Write);
        Raw(json, "metadata"u8, message.Metadata);
        Texts(json, "extensions"u8, message.Extensions);
        Texts(json, "referenceTaskIds"u8, message.ReferenceTaskIds);
        json.WriteEndObject();
    }

    /// <summary>A <c>StreamResponse</c> (§3.2.3).</summary>
    public static void Write(Utf8JsonWriter json, TaskUpdate update, string taskId, string contextId)
    {
        json.WriteStartObject();
        if (update.Task is { } task)
        {
            json.WritePropertyName("task"u8);
            Write(json, task);
        }
        else
        {
            json.WriteStartObject(update.Status is null ? "artifactUpdate"u8 : "statusUpdate"u8);
            json.WriteString("taskId"u8, taskId);
            json.WriteString("contextId"u8, contextId);
            if (update.Status is { } status) Write(json, status);
            if (update.Artifact is { } artifact) WriteUpdate(json, update, artifact);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteUpdate(Utf8JsonWriter json, TaskUpdate update, Artifact artifact)
    {
        json.WritePropertyName("artifact"u8);
        Write(json, artifact);
        if (update.Append) json.WriteBoolean("append"u8, true);
        if (update.LastChunk) json.WriteBoolean("lastChunk"u8, true);
    }

    private static void Write(Utf8JsonWriter json, AgentTaskStatus status)
    {
        json.WriteStartObject("status"u8);
        json.WriteString("state"u8, Name(status.State));
        if (status.Message is { } message)
        {
            json.WritePropertyName("message"u8);
            Write(json, message);
        }
        json.WriteString("timestamp"u8, status.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Artifact artifact)
    {
        json.WriteStartObject();
        json.WriteString("artifactId"u8, artifact.ArtifactId);
        Text(json, "name"u8, artifact.Name);
        Text(json, "description"u8, artifact.Description);
        List(json, "parts"u8, artifact.Parts, Write);
        Raw(json, "metadata"u8, artifact.Metadata);
        Texts(json, "extensions"u8, artifact.Extensions);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Part part)
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

    private static void List<T>(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items) write(json, item);
        json.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<string> texts)
    {
        if (texts.Count > 0) List(json, name, texts, (writer, text) => writer.WriteStringValue(text));
    }

    private static void Text(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null) json.WriteString(name, text);
    }

    private static void Raw(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (text is null) return;
        json.WritePropertyName(name);
        json.WriteRawValue(text, skipInputValidation: true);
    }
}
