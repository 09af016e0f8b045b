namespace Actors.Grains.Mcp;

/// <summary>What is kept of MCP clients, section <c>Actors:Mcp</c> of the configuration.</summary>
public sealed class McpOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Actors:Mcp";

    /// <summary>How long a session may be idle before it ends: a day.</summary>
    public TimeSpan SessionIdle { get; set; } = TimeSpan.FromDays(1);
}
