namespace Actors.Contracts.Mcp;

/// <summary>A message that a client is to be sent.</summary>
[GenerateSerializer, Immutable, Alias("mcp.AppendEvent")]
public sealed record AppendMcpEvent
{
    /// <summary>The stream it goes to.</summary>
    [Id(0)] public required long Stream { get; init; }

    /// <summary>The JSON-RPC message; empty only where it ends the stream.</summary>
    [Id(1)] public required string Message { get; init; }

    /// <summary>Nothing comes after it.</summary>
    [Id(2)] public bool Ends { get; init; }

    /// <summary>The stream of the request that it answers on another, and that ends with it. Where that has ended, nothing is stored.</summary>
    [Id(3)] public long? Answers { get; init; }
}
