using System.Text.Json;
using Actors.Contracts.A2A;

namespace Actors.Grains.A2A.Remote;

/// <summary>Reads what agents elsewhere answer, in the JSON of 1.0 and of 0.3. What it does not know it leaves out.</summary>
internal static class RemoteReader
{
    /// <summary>A result: 1.0 wraps what it is in a member of that name, 0.3 says it by <c>kind</c>.</summary>
    /// <exception cref="JsonException">It is neither a task nor a message.</exception>
    public static RemoteTask Read(JsonElement result)
    {
        if (result.TryGetProperty("task", out var task)) return Task(task);
        if (result.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.Object) return Reply(message);
        if (result.TryGetProperty("status", out _)) return Task(result);
        return result.TryGetProperty("parts", out _) ? Reply(result) : throw new JsonException("neither a task nor a message");
    }

    private static RemoteTask Task(JsonElement task)
    {
        var status = task.GetProperty("status");
        return new(
            task.GetProperty("id").GetString() ?? throw new JsonException("a task without an id"), Text(task, "contextId"), State(status.GetProperty("state").GetString() ?? ""),
            status.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.Object ? Parts(message) : null,
            task.TryGetProperty("artifacts", out var artifacts) && artifacts.ValueKind == JsonValueKind.Array ? [.. artifacts.EnumerateArray().Select(Artifact)] : [],
            Text(status, "timestamp"));
    }

    private static RemoteTask Reply(JsonElement message) => new(null, Text(message, "contextId"), AgentTaskState.Completed, Parts(message), []);

    private static Artifact Artifact(JsonElement artifact) => new()
    {
        ArtifactId = Text(artifact, "artifactId") ?? throw new JsonException("an artifact without an id"),
        Name = Text(artifact, "name"),
        Description = Text(artifact, "description"),
        Parts = Parts(artifact),
    };

    private static Part[] Parts(JsonElement of) => [.. of.GetProperty("parts").EnumerateArray().Select(Part)];

    private static Part Part(JsonElement part)
    {
        var file = part.TryGetProperty("file", out var inside) && inside.ValueKind == JsonValueKind.Object ? inside : part;
        return new()
        {
            Text = Text(part, "text"),
            Data = part.TryGetProperty("data", out var data) ? data.GetRawText() : null,
            Raw = Text(file, "raw") ?? Text(file, "bytes"),
            Url = Text(file, "url") ?? Text(file, "uri"),
            Filename = Text(file, "filename") ?? Text(file, "name"),
            MediaType = Text(file, "mediaType") ?? Text(file, "mimeType"),
        };
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

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String && text.GetString() is { Length: > 0 } there ? there : null;
}
