using System.Text;
using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Tasks;
using Actors.Tools;

namespace Actors.Gateway.Mcp.Methods;

/// <summary>Writes the members of a task, alike in results and notifications (io.modelcontextprotocol/tasks: Tasks).</summary>
internal sealed class TaskShape(ToolCatalog catalog)
{
    private const int PollAfterMilliseconds = 1000;

    /// <summary>Where it stands.</summary>
    public static void Write(Utf8JsonWriter json, TaskSnapshot task)
    {
        json.WriteString("taskId"u8, task.TaskId);
        json.WriteString("status"u8, Status(task.State));
        if (task.Message is not null) json.WriteString("statusMessage"u8, task.Message);
        json.WriteString("createdAt"u8, task.CreatedAt.UtcDateTime);
        json.WriteString("lastUpdatedAt"u8, task.UpdatedAt.UtcDateTime);
        json.WriteNumber("ttlMs"u8, (long)task.TimeToLive.TotalMilliseconds);
        json.WriteNumber("pollIntervalMs"u8, PollAfterMilliseconds);
    }

    /// <summary>Where it stands and what it has come to: a <c>DetailedTask</c>. A tool's own error is a result; only what broke is an error (Task Status).</summary>
    public void WriteWhole(Utf8JsonWriter json, TaskSnapshot task, HttpContext http, bool asToon)
    {
        Write(json, task);
        switch (task.State)
        {
            case WorkState.InputRequired:
                Interaction.WriteRequests(json, task.Requests);
                break;
            case WorkState.Completed when catalog.Find(task.Tool) is { } tool:
                json.WriteStartObject("result"u8);
                if (task.Error is { } told) ToolResult.WriteError(json, told);
                else ToolResult.WriteMembers(json, tool, Encoding.UTF8.GetBytes(task.Result!), ProtocolVersion.V20260728, asToon);
                json.WriteEndObject();
                break;
            case WorkState.Completed or WorkState.Failed:
                json.WriteStartObject("error"u8);
                McpError.Of(task.Error ?? new() { Code = ErrorCodes.Internal, Message = "The tool that worked on this is no more." }, http).Write(json);
                json.WriteEndObject();
                break;
        }
    }

    private static string Status(WorkState state) => state switch
    {
        WorkState.Working => "working",
        WorkState.InputRequired => "input_required",
        WorkState.Completed => "completed",
        WorkState.Failed => "failed",
        _ => "cancelled",
    };
}
