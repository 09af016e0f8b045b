using System.Text.Json.Serialization;

namespace Actors.Benchmarks.Bare;

/// <summary>The shape of a JSON-RPC answer to a call of <c>whoami</c>.</summary>
internal sealed record Answer(string Jsonrpc, int Id, Answer.ToolResult Result)
{
    internal sealed record ToolResult(string ResultType, [property: JsonPropertyName("_meta")] Meta Meta, IReadOnlyList<Text> Content, WhoAmI StructuredContent);

    internal sealed record Meta([property: JsonPropertyName("io.modelcontextprotocol/serverInfo")] Server ServerInfo);

    internal sealed record Server(string Name, string Title, string Version);

    internal sealed record Text(string Type, [property: JsonPropertyName("text")] string Value);

    internal sealed record WhoAmI(string TenantId, string TenantName, string UserId, string Name, string Email, string Client, IReadOnlyList<string> Scopes, string Role);
}
