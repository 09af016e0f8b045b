using System.Text.Json;
using Actors.Gateway.Admission;
using Actors.Gateway.Errors;
using Actors.Tools;

namespace Actors.Gateway.Mcp.Methods;

/// <summary><c>prompts/list</c> and <c>prompts/get</c> (server: Prompts).</summary>
internal sealed class Prompts(ToolCatalog catalog, ErrorHandler errors, IAdmission admission, Interaction interaction, Icons icons)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    private readonly JsonElement noArguments = JsonElement.Parse("{}"u8);

    public void List(McpCall call)
    {
        var prompts = catalog.Prompts.Where(prompt => call.Caller.May(prompt.Declared.Scope)).ToList();
        if (Page.Of(call, "prompts", prompts, prompt => prompt.Name, out var next) is not { } page) return;
        var json = call.Reply.Json;
        ResultParts.BeginComplete(call);
        json.WriteStartArray("prompts"u8);
        foreach (var prompt in page) Write(call, prompt);
        json.WriteEndArray();
        Page.WriteCursor(call, next);
        ResultParts.WriteCaching(call, Fresh);
        call.Reply.EndResult();
    }

    public string? MissingScope(McpCall call) =>
        Named(call) is { } prompt && call.Caller.Lacks(prompt.Declared.Scope) ? prompt.Declared.Scope : null;

    public async ValueTask Get(McpCall call)
    {
        if (Named(call) is not { } prompt)
        {
            call.Fail(McpError.InvalidParams(call.Text("name"u8) is null
                ? "Invalid params: name must be the name of a prompt." : "Unknown prompt. Ask prompts/list for those there are."));
            return;
        }
        try
        {
            var arguments = call.Params.TryGetProperty("arguments"u8, out var given) ? given : noArguments;
            prompt.Validator.Demand(arguments);
            using var turn = await admission.Admit(call.Http, prompt.Name);
            if (prompt.Invoker.Asks)
                await interaction.Run(call, prompt.Name, arguments, async answers => Write(call, prompt, await prompt.Invoker.Call(call.Caller, arguments, answers, call.Cancellation)));
            else Write(call, prompt, await prompt.Invoker.Call(call.Caller, arguments, call.Cancellation));
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !call.Cancellation.IsCancellationRequested)
        {
            call.Fail(McpError.Of(errors.Report(exception, call.Http), call.Http));
        }
    }

    private Prompt? Named(McpCall call) => call.Text("name"u8) is { } name ? catalog.FindPrompt(name) : null;

    private void Write(McpCall call, Prompt prompt)
    {
        var json = call.Reply.Json;
        json.WriteStartObject();
        json.WriteString("name"u8, prompt.Name);
        if (call.Version.HasTitles) json.WriteString("title"u8, prompt.Declared.Title);
        json.WriteString("description"u8, prompt.Description);
        icons.Write(json, call.Version, prompt.Icon);
        json.WriteStartArray("arguments"u8);
        foreach (var argument in prompt.Arguments)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, argument.Name);
            json.WriteString("description"u8, argument.Description);
            json.WriteBoolean("required"u8, argument.IsRequired);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The grain answers in the protocol's own shape.</summary>
    private static void Write(McpCall call, Prompt prompt, ReadOnlyMemory<byte> result)
    {
        using var answer = JsonDocument.Parse(result);
        var json = call.Reply.Json;
        ResultParts.BeginComplete(call);
        json.WriteString("description"u8, answer.RootElement.Text("description"u8) ?? prompt.Description);
        json.WritePropertyName("messages"u8);
        ContentBlocks.WriteMessages(json, answer.RootElement.GetProperty("messages"u8), call.Version);
        call.Reply.EndResult();
    }
}
