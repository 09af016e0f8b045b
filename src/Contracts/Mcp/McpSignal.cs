namespace Actors.Contracts.Mcp;

/// <summary>What a client says about a request under way.</summary>
[GenerateSerializer, Immutable, Alias("mcp.Signal")]
public sealed record McpSignal
{
    /// <summary>The request's id in JSON; empty in the first signal, which says that all further ones will come.</summary>
    [Id(0)] public required string Request { get; init; }

    /// <summary>The client's response to a request of ours, or null where it cancels one of its own.</summary>
    [Id(1)] public string? Response { get; init; }
}
