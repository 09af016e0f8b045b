using System.Text.Json;
using Actors.Contracts.A2A;

namespace Actors.Grains.A2A.Remote;

/// <summary>Reads what agents elsewhere answer, in the JSON of 1.0 and of 0.3. What it does not know it leaves out.</summary>
/// <param name="proto">Whether it is the JSON of 0.3's proto, which wraps the data of a part once more.</param>
internal sealed class RemoteReader(bool proto)
{
    /// <summary>A result: 1.0 wraps what it is in a member of that name, 0.3 says it by <c>kind</c>.</summary>
    /// <exception cref="JsonException">It is neither a task nor a message.</exception>
    public RemoteTask Read(JsonElement result)
    {
        if (Inside(result, "task") is { } task) return Task(task);
        if ((Inside(result, "message") ?? Inside(result, "msg")) is { } message) return Reply(message);
        if (result.TryGetProperty("status", out _)) return Task(result);
        return result.TryGetProperty("parts", out _) ? Reply(result) : throw new JsonException("neither a task nor a message");
    }

    /// <summary>An event of a stream.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public RemoteUpdate Event(JsonElement happened)
    {
        if ((Inside(happened, "artifactUpdate") ?? Of(happened, "artifact-update")) is { } piece)
            return new(null, new() { Artifact = Artifact(piece.GetProperty("artifact")), Append = Flag(piece, "append"), LastChunk = Flag(piece, "lastChunk") });
        return (Inside(happened, "statusUpdate") ?? Of(happened, "status-update")) is { } update
            ? new(Status(update, Text(update, "taskId"), []))
            : new(Read(happened), IsWhole: true);
    }

    private RemoteTask Task(JsonElement task) => Status(task, Text(task, "id") ?? throw new JsonException("a task without an id"),
        task.TryGetProperty("artifacts", out var artifacts) && artifacts.ValueKind == JsonValueKind.Array ? [.. artifacts.EnumerateArray().Select(Artifact)] : []);

    private RemoteTask Status(JsonElement of, string? id, IReadOnlyList<Artifact> artifacts)
    {
        var status = of.GetProperty("status");
        return new(id, Text(of, "contextId"), State(status.GetProperty("state").GetString() ?? ""), (Inside(status, "message") ?? Inside(status, "update")) is { } message ? Parts(message) : null,
            artifacts, Text(status, "timestamp"));
    }

    private RemoteTask Reply(JsonElement message) => new(null, Text(message, "contextId"), AgentTaskState.Completed, Parts(message), []);

    private Artifact Artifact(JsonElement artifact) => new()
    {
        ArtifactId = Text(artifact, "artifactId") ?? throw new JsonException("an artifact without an id"),
        Name = Text(artifact, "name"),
        Description = Text(artifact, "description"),
        Parts = Parts(artifact),
    };

    private Part[] Parts(JsonElement of) => [.. (of.TryGetProperty("parts", out var parts) ? parts : of.GetProperty("content")).EnumerateArray().Select(Part)];

    private Part Part(JsonElement part)
    {
        var file = Inside(part, "file") ?? part;
        var read = new Part
        {
            Text = Text(part, "text"),
            Data = !part.TryGetProperty("data", out var data) ? null : proto && Inside(data, "data") is { } inner ? inner.GetRawText() : data.GetRawText(),
            Raw = Text(file, "raw") ?? Text(file, "bytes") ?? Text(file, "fileWithBytes"),
            Url = Text(file, "url") ?? Text(file, "uri") ?? Text(file, "fileWithUri"),
            Filename = Text(file, "filename") ?? Text(file, "name"),
            MediaType = Text(file, "mediaType") ?? Text(file, "mimeType"),
        };
        // One that brings nothing is a text without letters, as agents send that write as they think.
        return read is { Text: null, Data: null, Raw: null, Url: null } ? read with { Text = "" } : read;
    }

    /// <summary>1.0 says <c>TASK_STATE_INPUT_REQUIRED</c>, 0.3 <c>input-required</c>. One that nobody knows is work that goes on.</summary>
    private static AgentTaskState State(string name) => name.Replace("TASK_STATE_", "", StringComparison.Ordinal).Replace('-', '_').ToUpperInvariant() switch
    {
        "SUBMITTED" => AgentTaskState.Submitted,
        "COMPLETED" => AgentTaskState.Completed,
        "FAILED" => AgentTaskState.Failed,
        "CANCELED" or "CANCELLED" => AgentTaskState.Canceled,
        "INPUT_REQUIRED" => AgentTaskState.InputRequired,
        "AUTH_REQUIRED" => AgentTaskState.AuthRequired,
        "REJECTED" => AgentTaskState.Rejected,
        _ => AgentTaskState.Working,
    };

    private static JsonElement? Of(JsonElement of, string kind) => Text(of, "kind") == kind ? of : null;

    private static JsonElement? Inside(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var inside) && inside.ValueKind == JsonValueKind.Object ? inside : null;

    private static bool Flag(JsonElement of, string name) => of.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String && text.GetString() is { Length: > 0 } there ? there : null;
}
