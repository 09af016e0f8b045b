using System.Text.Json;
using Actors.Contracts.Content;
using Actors.Contracts.Tools;
using Actors.Gateway.Admission;
using Actors.Gateway.Errors;
using Actors.Tools;
using Actors.Tools.Schemas;

namespace Actors.Gateway.Mcp.Methods;

/// <summary><c>completion/complete</c>: how an argument of a prompt or of a resource template can go on (utilities: Completion).</summary>
internal sealed class Complete(ToolCatalog catalog, ErrorHandler errors, IAdmission admission)
{
    private const string Name = "complete"; // as settings weigh it
    private const int Most = 100; // Implementation Considerations
    private const string Wanted = "Invalid params: ref must name a prompt (ref/prompt) or a resource template (ref/resource) that there is, and argument its name and value.";

    public async ValueTask Answer(McpCall call)
    {
        if (!TryRead(call, out var completions, out var argument, out var value))
        {
            call.Fail(McpError.InvalidParams(Wanted));
            return;
        }
        try
        {
            var known = completions.GetValueOrDefault(argument) is { } capability && call.Caller.May(capability.Scope)
                ? await Values(call, capability, value) : [];
            Write(call, known);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !call.Cancellation.IsCancellationRequested)
        {
            call.Fail(McpError.Of(errors.Report(exception, call.Http), call.Http));
        }
    }

    private bool TryRead(McpCall call, out IReadOnlyDictionary<string, Capability> completions, out string argument, out string value)
    {
        (completions, argument, value) = (new Dictionary<string, Capability>(), "", "");
        if (call.Params.ValueKind != JsonValueKind.Object || !call.Params.TryGetProperty("ref"u8, out var reference) || !call.Params.TryGetProperty("argument"u8, out var asked)) return false;
        var found = reference.Text("type"u8) switch
        {
            "ref/prompt" when reference.Text("name"u8) is { } name => catalog.FindPrompt(name)?.Completions,
            "ref/resource" when reference.Text("uri"u8) is { } uri => catalog.Resources.FirstOrDefault(resource => resource.Template.Text == uri)?.Completions,
            _ => null,
        };
        if (found is null || asked.Text("name"u8) is not { } typed || asked.Text("value"u8) is not { } soFar) return false;
        (completions, argument, value) = (found, typed, soFar);
        return true;
    }

    private async Task<IReadOnlyList<string>> Values(McpCall call, Capability capability, string value)
    {
        using var turn = await admission.Admit(call.Http, Name);
        var request = JsonSerializer.SerializeToElement(new CompletionRequest { Value = value }, ToolJson.Arguments);
        var answer = await capability.Invoker.Call(call.Caller, request, call.Cancellation);
        return JsonSerializer.Deserialize<Completions>(answer.Span, ToolJson.Results)!.Values;
    }

    private static void Write(McpCall call, IReadOnlyList<string> known)
    {
        var json = call.Reply.Json;
        ResultParts.BeginComplete(call);
        json.WriteStartObject("completion"u8);
        json.WriteStartArray("values"u8);
        foreach (var value in known.Take(Most)) json.WriteStringValue(value);
        json.WriteEndArray();
        json.WriteNumber("total"u8, known.Count);
        json.WriteBoolean("hasMore"u8, known.Count > Most);
        json.WriteEndObject();
        call.Reply.EndResult();
    }
}
