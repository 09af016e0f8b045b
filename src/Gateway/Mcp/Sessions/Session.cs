using Actors.Contracts.Mcp;

namespace Actors.Gateway.Mcp.Sessions;

/// <summary>A legacy client's session, as this gateway read it a moment ago.</summary>
/// <param name="Id">What the client calls it.</param>
/// <param name="Key">The key of its grain.</param>
/// <param name="Agreed">What the session remembers.</param>
/// <param name="Version">The revision that was agreed on.</param>
internal sealed record Session(string Id, string Key, McpSession Agreed, ProtocolVersion Version);
