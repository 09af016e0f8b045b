namespace Actors.Contracts.Tools;

/// <summary>
/// An argument that MCP clients repeat in the header <c>Mcp-Param-NAME</c>, for whoever routes by headers (2026-07-28, Streamable
/// HTTP: Custom Headers). Only for texts, whole numbers and truth values.
/// </summary>
/// <param name="name">The part behind <c>Mcp-Param-</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class McpHeaderAttribute(string name) : Attribute
{
    /// <summary>The part behind <c>Mcp-Param-</c>.</summary>
    public string Name { get; } = name;
}
