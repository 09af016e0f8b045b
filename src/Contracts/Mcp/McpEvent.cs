namespace Actors.Contracts.Mcp;

/// <summary>A message on one of a session's streams.</summary>
[GenerateSerializer, Immutable, Alias("mcp.Event")]
public sealed record McpEvent
{
    /// <summary>Its number among all events of the session.</summary>
    [Id(0)] public required long Sequence { get; init; }

    /// <summary>The JSON-RPC message; empty for a place to resume from, and at the end of a stream that gets no answer.</summary>
    [Id(1)] public required string Message { get; init; }

    /// <summary>Nothing comes after it.</summary>
    [Id(2)] public bool Ends { get; init; }
}
