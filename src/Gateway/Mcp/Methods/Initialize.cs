using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Gateway.Admission;
using Actors.Gateway.Mcp.Sessions;

namespace Actors.Gateway.Mcp.Methods;

/// <summary><c>initialize</c> of the legacy revisions: agrees on a version and opens a session (2025-11-25, lifecycle: Initialization), which is stored and so counts as a call.</summary>
internal sealed class Initialize(SessionDirectory sessions, Icons icons, IAdmission admission)
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
        try
        {
            using var turn = await admission.Admit(call.Http, call.Method);
            if (!await Open(call, id, version))
            {
                call.Fail(McpError.InvalidRequest("Invalid request: this session is initialized already."));
                return;
            }
        }
        catch (ActorException over) when (over.Error.Code == ErrorCodes.RateLimited)
        {
            call.Fail(McpError.RateLimited(call.Http, over.Error));
            return;
        }
        Write(call, id, version);
    }

    private Task<bool> Open(McpCall call, string id, ProtocolVersion version) => sessions.Open(call.Http, id, new()
    {
        Owner = call.Caller.Owner, Version = version.Name,
        Client = Text(call.Params.GetProperty("clientInfo"u8)), Capabilities = Text(call.Params.GetProperty("capabilities"u8)),
    });

    private void Write(McpCall call, string id, ProtocolVersion version)
    {
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
