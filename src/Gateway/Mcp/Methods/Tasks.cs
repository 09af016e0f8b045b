using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Tasks;
using Actors.Contracts.Tools;
using Actors.Gateway.Admission;
using Actors.Gateway.Errors;
using Actors.Tools;

namespace Actors.Gateway.Mcp.Methods;

/// <summary>The tasks extension: long calls of tools, polled for rather than waited for (io.modelcontextprotocol/tasks).</summary>
internal sealed class Tasks(IGrainFactory grains, ToolCatalog catalog, ErrorHandler errors, IAdmission admission)
{
    public const string Extension = "io.modelcontextprotocol/tasks";
    private const int PollAfterMilliseconds = 1000, LongestId = 64;

    /// <summary>Whether a call of this tool becomes a task.</summary>
    public static bool Takes(McpCall call, Tool tool) => tool.Declared.Tasks != TaskSupport.Never && call.Version.IsModern && IsDeclared(call);

    /// <summary>Tells a client that cannot follow tasks that it would have to; null if it need not.</summary>
    public static McpError? Refusal(McpCall call, Tool tool) =>
        tool.Declared.Tasks == TaskSupport.Required && call.Version.IsModern && !IsDeclared(call) ? MissingExtension() : null;

    /// <summary>Begins a task, and answers with it (Task Creation).</summary>
    public async Task Start(McpCall call, Caller caller, JsonElement arguments, ClientAnswers answers)
    {
        call.Tool!.Arguments.Demand(arguments);
        var id = caller.IdempotencyKey is { } key ? Named(caller, key) : Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        var start = new TaskStart { Caller = caller with { IdempotencyKey = null }, Tool = call.Tool.Name, Arguments = arguments.GetRawText(), Answers = answers };
        using var _ = Caller.Platform(caller.CorrelationId).Enter();
        Write(call, await Grain(caller, id).Start(start, call.Cancellation), "task"u8);
    }

    /// <summary><c>tasks/get</c> (Task Polling).</summary>
    public ValueTask Get(McpCall call) => Serve(call, async (grain, owner) =>
    {
        var task = await grain.Get(owner, call.Cancellation);
        Write(call, task, "complete"u8, json => WriteOutcome(call, json, task));
    });

    /// <summary><c>tasks/update</c> (Task Update Requests).</summary>
    public ValueTask Update(McpCall call) => Serve(call, async (grain, owner) =>
    {
        if (!call.Params.TryGetProperty("inputResponses"u8, out var responses) || responses.ValueKind != JsonValueKind.Object
            || responses.EnumerateObject().Any(response => response.Value.ValueKind != JsonValueKind.Object))
            throw ActorException.InvalidArgument("inputResponses", "inputResponses must be an object with one object for each request that is answered.");
        await grain.Answer(owner, responses.EnumerateObject().ToDictionary(response => response.Name, response => response.Value.GetRawText(), StringComparer.Ordinal), call.Cancellation);
        Acknowledge(call);
    });

    /// <summary><c>tasks/cancel</c> (Task Cancellation).</summary>
    public ValueTask Cancel(McpCall call) => Serve(call, async (grain, owner) =>
    {
        await grain.Cancel(owner, call.Cancellation);
        Acknowledge(call);
    });

    private async ValueTask Serve(McpCall call, Func<ITaskGrain, string, Task> serve)
    {
        if (!IsDeclared(call))
        {
            call.Fail(MissingExtension());
            return;
        }
        if (call.Text("taskId"u8) is not { Length: > 0 and <= LongestId } id || !Base64Url.IsValid(id))
        {
            call.Fail(Unknown());
            return;
        }
        try
        {
            using var turn = await admission.Admit(call.Http, call.Method);
            using var _ = Caller.Platform(call.Caller.CorrelationId).Enter();
            await serve(Grain(call.Caller, id), call.Caller.User ?? call.Caller.Client);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !call.Cancellation.IsCancellationRequested)
        {
            var error = errors.Report(exception, call.Http);
            call.Fail(error.Code == ErrorCodes.NotFound ? Unknown() : McpError.Of(error, call.Http));
        }
    }

    private static void Write(McpCall call, TaskSnapshot task, ReadOnlySpan<byte> resultType, Action<Utf8JsonWriter>? outcome = null)
    {
        var json = call.Reply.Json;
        ResultParts.Begin(call, resultType);
        json.WriteString("taskId"u8, task.TaskId);
        json.WriteString("status"u8, Status(task.State));
        if (task.Message is not null) json.WriteString("statusMessage"u8, task.Message);
        json.WriteString("createdAt"u8, task.CreatedAt.UtcDateTime);
        json.WriteString("lastUpdatedAt"u8, task.UpdatedAt.UtcDateTime);
        json.WriteNumber("ttlMs"u8, (long)task.TimeToLive.TotalMilliseconds);
        json.WriteNumber("pollIntervalMs"u8, PollAfterMilliseconds);
        outcome?.Invoke(json);
        call.Reply.EndResult();
    }

    /// <summary>What a task has come to. A tool's own error is a result; only what broke is an error (Task Status).</summary>
    private void WriteOutcome(McpCall call, Utf8JsonWriter json, TaskSnapshot task)
    {
        switch (task.State)
        {
            case WorkState.InputRequired:
                Interaction.WriteRequests(json, task.Requests);
                break;
            case WorkState.Completed when catalog.Find(task.Tool) is { } tool:
                json.WriteStartObject("result"u8);
                if (task.Error is { } told) ToolResult.WriteError(json, told);
                else ToolResult.WriteMembers(call, tool, Encoding.UTF8.GetBytes(task.Result!));
                json.WriteEndObject();
                break;
            case WorkState.Completed or WorkState.Failed:
                json.WriteStartObject("error"u8);
                McpError.Of(task.Error ?? new() { Code = ErrorCodes.Internal, Message = "The tool that worked on this is no more." }, call.Http).Write(json);
                json.WriteEndObject();
                break;
        }
    }

    private static void Acknowledge(McpCall call)
    {
        ResultParts.BeginComplete(call);
        call.Reply.EndResult();
    }

    private ITaskGrain Grain(Caller caller, string id) => grains.GetGrain<ITaskGrain>(GrainKeys.Task(caller.Tenant, id));

    /// <summary>A repeat with the same idempotency key finds the task it began.</summary>
    private static string Named(Caller caller, string key) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{caller.Tenant}\n{caller.User ?? caller.Client}\n{key}")).AsSpan(0, 16));

    private static bool IsDeclared(McpCall call) => call.ClientCapabilities is { ValueKind: JsonValueKind.Object } capabilities
        && capabilities.TryGetProperty("extensions"u8, out var extensions) && extensions.ValueKind == JsonValueKind.Object && extensions.TryGetProperty(Extension, out _);

    private static McpError MissingExtension() => McpError.MissingCapability(json =>
    {
        json.WriteStartObject("extensions"u8);
        json.WriteStartObject(Extension);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static McpError Unknown() => McpError.InvalidParams("Invalid params: there is no such task. It may have been forgotten: tasks are kept for as long as their ttlMs said.");

    private static string Status(WorkState state) => state switch
    {
        WorkState.Working => "working",
        WorkState.InputRequired => "input_required",
        WorkState.Completed => "completed",
        WorkState.Failed => "failed",
        _ => "cancelled",
    };
}
