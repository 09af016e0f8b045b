using Actors.Contracts;
using Actors.Contracts.Tools;
using Actors.Gateway.Admission;
using Actors.Gateway.Errors;
using Actors.Tools;

namespace Actors.Gateway.Mcp.Methods;

/// <summary><c>resources/read</c>: runs the tool that the address belongs to (server: Reading Resources).</summary>
internal sealed class ResourcesRead(ToolCatalog catalog, ErrorHandler errors, IAdmission admission, Interaction interaction)
{
    private static readonly TimeSpan Fresh = TimeSpan.Zero, FreshView = TimeSpan.FromMinutes(5);

    public string? MissingScope(McpCall call) =>
        call.Text("uri"u8) is { } uri && catalog.FindView(uri) is { } view ? (call.Caller.Lacks(view.Tool.Declared.Scope) ? view.Tool.Declared.Scope : null)
        : call.Text("uri"u8) is { } address && catalog.TryFind(address, out var resource, out _) && call.Caller.Lacks(resource.Tool.Declared.Scope) ? resource.Tool.Declared.Scope : null;

    public async ValueTask Answer(McpCall call)
    {
        if (call.Text("uri"u8) is not { } uri)
        {
            call.Fail(McpError.InvalidParams("Invalid params: uri must be the address of a resource."));
            return;
        }
        if (catalog.FindView(uri) is { } view && call.Caller.May(view.Tool.Declared.Scope))
        {
            Views.Read(call, view, FreshView);
            return;
        }
        if (!catalog.TryFind(uri, out var resource, out var values))
        {
            call.Fail(McpError.ResourceNotFound(uri, call.Version));
            return;
        }
        try
        {
            using var turn = await admission.Admit(call.Http, resource.Tool.Name);
            var arguments = resource.Arguments(values);
            if (resource.Tool.Invoker.Asks)
                await interaction.Run(call, uri, arguments, async answers => Write(call, uri, resource, await resource.Tool.Run(call.Caller, arguments, answers, call.Cancellation)));
            else Write(call, uri, resource, await resource.Tool.Run(call.Caller, arguments, ClientAnswers.None, call.Cancellation));
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !call.Cancellation.IsCancellationRequested)
        {
            var error = errors.Report(exception, call.Http);
            call.Fail(error.Code is ErrorCodes.NotFound or ErrorCodes.InvalidArgument
                ? McpError.ResourceNotFound(uri, call.Version) : McpError.Of(error, call.Http));
        }
    }

    private static void Write(McpCall call, string uri, Resource resource, ReadOnlyMemory<byte> result)
    {
        var json = call.Reply.Json;
        ResultParts.BeginComplete(call);
        json.WriteStartArray("contents"u8);
        if (resource.IsContents)
        {
            json.WriteRawValue(result.Span, skipInputValidation: true);
        }
        else
        {
            json.WriteStartObject();
            json.WriteString("uri"u8, uri);
            json.WriteString("mimeType"u8, resource.Declared.MimeType);
            json.WriteString("text"u8, result.Span);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        ResultParts.WriteCaching(call, Fresh);
        call.Reply.EndResult();
    }
}
