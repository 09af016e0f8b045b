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
internal sealed class Tasks(IGrainFactory grains, TaskShape shape, ErrorHandler errors, IAdmission admission)
{
    public const string Extension = "io.modelcontextprotocol/tasks";
    private const int LongestId = 64;

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
        var task = await Grain(caller, id).Start(start, call.Cancellation);
        ResultParts.Begin(call, "task"u8);
        TaskShape.Write(call.Reply.Json, task);
        call.Reply.EndResult();
    }

    /// <summary><c>tasks/get</c> (Task Polling).</summary>
    public ValueTask Get(McpCall call) => Serve(call, async (grain, owner) =>
    {
        var task = await grain.Get(owner, call.Cancellation);
        ResultParts.BeginComplete(call);
        shape.WriteWhole(call.Reply.Json, task, call.Http, call.Meta.WantsToon);
        call.Reply.EndResult();
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

    /// <summary>One of the caller's tasks as it is now, or null.</summary>
    public async Task<TaskSnapshot?> Find(Caller caller, string id, CancellationToken cancellation)
    {
        try
        {
            using var _ = Caller.Platform(caller.CorrelationId).Enter();
            return IsId(id) ? await Grain(caller, id).Get(caller.Owner, cancellation) : null;
        }
        catch (ActorException none) when (none.Error.Code == ErrorCodes.NotFound)
        {
            return null;
        }
    }

    /// <summary>Whether the client says that it knows tasks.</summary>
    public static bool IsDeclared(McpCall call) => call.ClientCapabilities is { ValueKind: JsonValueKind.Object } capabilities
        && capabilities.TryGetProperty("extensions"u8, out var extensions) && extensions.ValueKind == JsonValueKind.Object && extensions.TryGetProperty(Extension, out _);

    /// <summary>What a client would have to declare.</summary>
    public static McpError MissingExtension() => McpError.MissingCapability(json =>
    {
        json.WriteStartObject("extensions"u8);
        json.WriteStartObject(Extension);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private async ValueTask Serve(McpCall call, Func<ITaskGrain, string, Task> serve)
    {
        if (!IsDeclared(call))
        {
            call.Fail(MissingExtension());
            return;
        }
        if (call.Text("taskId"u8) is not { } id || !IsId(id))
        {
            call.Fail(Unknown());
            return;
        }
        try
        {
            using var turn = await admission.Admit(call.Http, call.Method);
            using var _ = Caller.Platform(call.Caller.CorrelationId).Enter();
            await serve(Grain(call.Caller, id), call.Caller.Owner);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !call.Cancellation.IsCancellationRequested)
        {
            var error = errors.Report(exception, call.Http);
            call.Fail(error.Code == ErrorCodes.NotFound ? Unknown() : McpError.Of(error, call.Http));
        }
    }

    private static void Acknowledge(McpCall call)
    {
        ResultParts.BeginComplete(call);
        call.Reply.EndResult();
    }

    private ITaskGrain Grain(Caller caller, string id) => grains.GetGrain<ITaskGrain>(GrainKeys.Task(caller.Tenant, id));

    private static bool IsId(string text) => text.Length is > 0 and <= LongestId && Base64Url.IsValid(text);

    /// <summary>A repeat with the same idempotency key finds the task it began.</summary>
    private static string Named(Caller caller, string key) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{caller.Tenant}\n{caller.Owner}\n{key}")).AsSpan(0, 16));

    private static McpError Unknown() => McpError.InvalidParams("Invalid params: there is no such task. It may have been forgotten: tasks are kept for as long as their ttlMs said.");
}
