using System.Buffers.Text;
using System.Text.Json;
using Actors.Contracts.A2A;
using Actors.Wire;

namespace Actors.Gateway.A2A;

/// <summary>Reads what clients send, in the JSON of A2A 1.0 (§4, §5.5), and refuses what the specification requires and is not there.</summary>
internal static class WireReader
{
    private const string StatePrefix = "TASK_STATE_";

    public static Message Message(ProtoJson json)
    {
        var id = json.Demand("messageId");
        if (json.Text("role") is var role && role != "ROLE_USER")
            throw json.Wrong("role", "ROLE_USER: clients speak, and the agent answers");
        var parts = json.List("parts", (part, at) => Part(ProtoJson.Of(part, at)));
        if (parts.Count == 0) throw A2AException.Invalid(json.At("parts"), $"{json.At("parts")} is required: a message has at least one part.");
        return new()
        {
            MessageId = id,
            ContextId = NotEmpty(json.Text("contextId")),
            TaskId = NotEmpty(json.Text("taskId")),
            Role = MessageRole.User,
            Parts = parts,
            Metadata = json.Struct("metadata"),
            Extensions = json.Texts("extensions"),
            ReferenceTaskIds = json.Texts("referenceTaskIds"),
        };
    }

    public static AgentTaskState? State(string? text, string field) => text is null or "" or StatePrefix + "UNSPECIFIED" ? null
        : Enum.GetValues<AgentTaskState>().Cast<AgentTaskState?>().FirstOrDefault(state => WireWriter.Name(state!.Value) == text)
        ?? throw A2AException.Invalid(field, $"{field} must be a state such as TASK_STATE_WORKING.");

    private static Part Part(ProtoJson json)
    {
        var part = new Part
        {
            Text = json.Text("text"),
            Raw = json.Text("raw"),
            Url = json.Text("url"),
            Data = json.Value("data"),
            Metadata = json.Struct("metadata"),
            Filename = json.Text("filename"),
            MediaType = json.Text("mediaType"),
        };
        var contents = new[] { part.Text, part.Raw, part.Url, part.Data }.Count(content => content is not null);
        if (contents != 1) throw A2AException.Invalid(json.At("text"), $"A part has exactly one of text, raw, url and data; {json.At("")[..^1]} has {(contents == 0 ? "none" : "several")}.");
        return part.Raw is { } bytes && !Base64.IsValid(bytes) ? throw json.Wrong("raw", "base64") : part;
    }

    private static string? NotEmpty(string? text) => text is { Length: > 0 } ? text : null;
}
