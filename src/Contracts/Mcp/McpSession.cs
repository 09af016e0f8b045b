namespace Actors.Contracts.Mcp;

/// <summary>What a client and this server agreed on when the client introduced itself, and what it has asked for since.</summary>
[GenerateSerializer, Immutable, Alias("mcp.Session")]
public sealed record McpSession
{
    /// <summary>The user, or the client that acts for itself, who opened it: nobody else may use it.</summary>
    [Id(0)] public required string Owner { get; init; }

    /// <summary>The revision of MCP that was agreed on, such as <c>2025-11-25</c>.</summary>
    [Id(1)] public required string Version { get; init; }

    /// <summary>Who the client says it is: an <c>Implementation</c> in JSON. Empty where it has not said, and may yet.</summary>
    [Id(2)] public required string Client { get; init; }

    /// <summary>What the client can do: <c>ClientCapabilities</c> in JSON.</summary>
    [Id(3)] public required string Capabilities { get; init; }

    /// <summary>The least severe log messages the client wants, or null where it did not say.</summary>
    [Id(4)] public string? LogLevel { get; init; }

    /// <summary>The resources whose updates the client wants to hear of, by their addresses.</summary>
    [Id(5)] public IReadOnlyList<string> Subscriptions { get; init; } = [];
}
