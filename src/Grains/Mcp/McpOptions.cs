using System.ComponentModel.DataAnnotations;

namespace Actors.Grains.Mcp;

/// <summary>What is kept of MCP clients, section <c>Actors:Mcp</c> of the configuration.</summary>
public sealed class McpOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Actors:Mcp";

    /// <summary>How long a session may be idle before it ends: a day.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan SessionIdle { get; set; } = TimeSpan.FromDays(1);
}
