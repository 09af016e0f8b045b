using Actors.Contracts.Mcp;

namespace Actors.Grains.Mcp;

/// <summary>What <see cref="McpSessionGrain"/> stores.</summary>
public sealed record McpSessionState
{
    /// <summary>The session, or null before it was opened.</summary>
    public McpSession? Session { get; init; }

    /// <summary>Whether the session is told of changes.</summary>
    public bool Follows { get; init; }

    /// <summary>When it was used last, give or take a fraction of the time it may be idle.</summary>
    public DateTimeOffset UsedAt { get; init; }
}
