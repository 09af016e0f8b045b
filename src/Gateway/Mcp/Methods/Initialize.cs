using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Actors.Contracts.Identity;
using Actors.Gateway.Mcp.Sessions;

namespace Actors.Gateway.Mcp.Methods;

/// <summary><c>initialize</c> of the legacy revisions: agrees on a version and opens a session (2025-11-25, lifecycle: Initialization).</summary>
internal sealed class Initialize(SessionDirectory sessions, Icons icons)
{
    private const int LargestDescription = 16 * 1024;

    public async ValueTask Answer(McpCall call)
    {
        if (Check(call.Params) is { } error)
        {
            call.Fail(error);
            return;
        }
        var version = ProtocolVersion.Negotiate(call.Params.GetProperty("protocolVersion"u8).GetString()!);
        var id = call.NewSession ?? SecretText.New();
        var refusal = await sessions.Open(call.Http, id, new()
        {
            Owner = call.Caller.Owner, Version = version.Name,
            Client = Text(call.Params.GetProperty("clientInfo"u8)), Capabilities = Text(call.Params.GetProperty("capabilities"u8)),
        });
        if (refusal is not null)
        {
            call.Fail(refusal);
            return;
        }
        if (call.NewSession is null) call.Http.Response.Headers[SessionDirectory.Header] = id;
        var json = call.Reply.Json;
        call.Reply.BeginResult(call.Id);
        json.WriteString("protocolVersion"u8, version.Name);
        ServerIdentity.WriteCapabilities(json, isModern: false);
        json.WriteStartObject("serverInfo"u8);
        ServerIdentity.WriteMembers(json, version.HasTitles);
        if (version.HasIcons) icons.WriteServer(json);
        json.WriteEndObject();
        json.WriteString("instructions"u8, ServerIdentity.Instructions);
        call.Reply.EndResult();
    }

    private static McpError? Check(JsonElement parameters) =>
        parameters.ValueKind != JsonValueKind.Object || !parameters.TryGetProperty("protocolVersion"u8, out var version) || version.ValueKind != JsonValueKind.String
            ? McpError.InvalidParams("Invalid params: protocolVersion must name the newest revision you speak.")
        : !parameters.TryGetProperty("capabilities"u8, out var capabilities) || capabilities.ValueKind != JsonValueKind.Object
            ? McpError.InvalidParams("Invalid params: capabilities must be an object, empty if the client has none.")
        : !parameters.TryGetProperty("clientInfo"u8, out var client) || !RequestMeta.IsImplementation(client)
            ? McpError.InvalidParams("Invalid params: clientInfo must be an object with name and version.")
        : Size(capabilities) + Size(client) > LargestDescription
            ? McpError.InvalidParams($"Invalid params: capabilities and clientInfo may have {LargestDescription / 1024} KiB together.")
        : null;

    private static int Size(JsonElement value) => JsonMarshal.GetRawUtf8Value(value).Length;

    private static string Text(JsonElement value) => Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(value));
}
