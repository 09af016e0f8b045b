using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Tools;
using Actors.Gateway.Admission;
using Actors.Gateway.Authentication;
using Actors.Gateway.Errors;
using Actors.Gateway.Tools;
using Actors.Tools;

namespace Actors.Gateway.Mcp.Methods;

/// <summary><c>tools/call</c> (server: Calling Tools, Error Handling).</summary>
internal sealed class ToolsCall(ToolCatalog catalog, ErrorHandler errors, IAdmission admission, Interaction interaction, Tasks tasks)
{
    private const int LongestEchoed = 128;

    private static readonly ActorError NotYours = new()
    {
        Code = ErrorCodes.Forbidden, Message = "Your role does not include this tool, so tools/list does not name it. An owner of your organisation can change your role.",
    };

    private readonly JsonElement noArguments = JsonElement.Parse("{}"u8);

    /// <summary>Finds the tool, and says the scope that the caller lacks for it, if there is one.</summary>
    public string? MissingScope(McpCall call)
    {
        if (Name(call) is { } name) call.Tool = catalog.Find(name);
        return call.Tool is { } tool && call.Caller.Lacks(tool.Declared.Scope) ? tool.Declared.Scope : null;
    }

    /// <summary>Runs the tool that <see cref="MissingScope"/> found.</summary>
    public async ValueTask Answer(McpCall call)
    {
        if (Check(call, out var arguments) is { } mistake)
        {
            call.Fail(mistake);
            return;
        }
        try
        {
            using var turn = await admission.Admit(call.Http, call.Tool!.Name, call.Tool.Streams);
            var caller = call.Caller.Once(call.Meta.IdempotencyKey);
            if (call.Tool.Invoker.Asks) await interaction.Run(call, call.Tool.Name, arguments, answers => Run(call, caller, arguments, answers));
            else await Run(call, caller, arguments, ClientAnswers.None);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !call.Cancellation.IsCancellationRequested)
        {
            Fail(call, exception);
        }
    }

    private async Task Run(McpCall call, Caller caller, JsonElement arguments, ClientAnswers answers)
    {
        var tool = call.Tool!;
        if (Tasks.Takes(call, tool))
        {
            await tasks.Start(call, caller, arguments, answers);
            return;
        }
        var result = tool.Streams
            ? await Progress.Follow(call, tool.RunInSteps(caller, arguments, answers, call.Cancellation))
            : await tool.Run(caller, arguments, answers, call.Cancellation);
        ToolResult.Write(call, result.Span);
    }

    private McpError? Check(McpCall call, out JsonElement arguments)
    {
        arguments = noArguments;
        if (call.Tool is null)
            return McpError.InvalidParams(Name(call) is { } unknown ? Unknown(unknown) : "Invalid params: name must be the name of a tool.");
        if (call.Params.TryGetProperty("arguments"u8, out var given)) arguments = given;
        return arguments.ValueKind == JsonValueKind.Object
            ? call.Meta.CheckProgressToken() ?? call.Meta.CheckFormat() ?? Tasks.Refusal(call, call.Tool) ?? (call.Version.IsModern ? HeaderChecks.Parameters(call.Http.Request.Headers, call.Tool.Headers, arguments) : null)
            : McpError.InvalidParams("Invalid params: arguments must be an object.");
    }

    private string Unknown(string name)
    {
        var meant = Spelling.Nearest(name, catalog.Tools.Select(tool => tool.Name)) is { } nearest ? $"Did you mean {nearest}? " : "";
        return $"Unknown tool: {(name.Length <= LongestEchoed ? name : "a name that long")}. {meant}Ask tools/list for those there are.";
    }

    private void Fail(McpCall call, Exception exception)
    {
        var error = errors.Report(exception, call.Http);
        if (error.Code == ErrorCodes.NotFound && !call.Caller.May(call.Tool!.Declared.Scope)) error = NotYours;
        if (error.Code == ErrorCodes.Internal) call.Fail(McpError.Internal(error.Message, call.Http.CorrelationId()));
        else if (error.Code == ErrorCodes.InvalidArgument && (!call.Version.ReportsBadArgumentsInResults || IsOfRounds(error))) call.Fail(McpError.InvalidParams($"Invalid params: {ErrorText.Of(error)}"));
        else if (error.Code == ErrorCodes.RateLimited) call.Fail(McpError.RateLimited(call.Http, error));
        else ToolResult.Write(call, error);
    }

    /// <summary>A state that does not open, and answers that are none, are faults of the protocol and nothing for a model to mend.</summary>
    private static bool IsOfRounds(ActorError error) => error.Details.GetValueOrDefault("argument") is "requestState" or "inputResponses";

    private static string? Name(McpCall call) =>
        call.Params.ValueKind == JsonValueKind.Object && call.Params.TryGetProperty("name"u8, out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
}
