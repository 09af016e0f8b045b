namespace Actors.Gateway.Mcp.Methods;

/// <summary><c>server/discover</c> of the modern revisions: versions, capabilities and identity (2026-07-28, server: Discovery).</summary>
internal sealed class Discover(Icons icons)
{
    private const int FreshForMilliseconds = 60 * 60 * 1000;

    private readonly byte[] result = ServerIdentity.Render(json =>
    {
        json.WriteStartObject();
        json.WriteString("resultType"u8, "complete"u8);
        json.WriteStartArray("supportedVersions"u8);
        foreach (var version in ProtocolVersion.Supported) json.WriteStringValue(version.Name);
        json.WriteEndArray();
        ServerIdentity.WriteCapabilities(json, isModern: true);
        json.WriteString("instructions"u8, ServerIdentity.Instructions);
        json.WriteNumber("ttlMs"u8, FreshForMilliseconds);
        json.WriteString("cacheScope"u8, "private"u8);
        ServerIdentity.WriteMeta(json, icons.WriteServer);
        json.WriteEndObject();
    });

    public void Answer(McpCall call) => call.Reply.Result(call.Id, result);
}
