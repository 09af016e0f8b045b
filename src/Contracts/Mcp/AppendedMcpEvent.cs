namespace Actors.Contracts.Mcp;

/// <summary>An event that is stored.</summary>
[GenerateSerializer, Immutable, Alias("mcp.AppendedEvent")]
public sealed record AppendedMcpEvent
{
    /// <summary>Its number among all events of the session.</summary>
    [Id(0)] public required long Sequence { get; init; }

    /// <summary>Whether somebody watches the stream and so is given the event: nobody else must send it.</summary>
    [Id(1)] public required bool IsWatched { get; init; }
}
