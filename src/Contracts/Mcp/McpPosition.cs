namespace Actors.Contracts.Mcp;

/// <summary>Where on which of a session's streams somebody begins to watch.</summary>
[GenerateSerializer, Immutable, Alias("mcp.Position")]
public sealed record McpPosition
{
    /// <summary>The stream that belongs to no request.</summary>
    public const long Standalone = 0;

    /// <summary>The stream: <see cref="Standalone"/>, or what <see cref="IMcpStreamsGrain.Begin"/> answered.</summary>
    [Id(0)] public required long Stream { get; init; }

    /// <summary>The last event seen, or null to begin with what comes from now on.</summary>
    [Id(1)] public long? After { get; init; }

    /// <summary>Whether requests are answered on this stream, so that those that are lost are too (2024-11-05, transports: HTTP with SSE).</summary>
    [Id(2)] public bool BringsAnswers { get; init; }
}
