namespace Actors.Contracts.A2A.Remote;

/// <summary>An agent elsewhere that a tenant knows, as its card described it.</summary>
[GenerateSerializer, Immutable, Alias("a2a.RemoteAgent")]
public sealed record RemoteAgent
{
    /// <summary>What the tenant calls it.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>Where its card lies.</summary>
    [Id(1)] public required string CardUrl { get; init; }

    /// <summary>What it calls itself.</summary>
    [Id(2)] public required string Title { get; init; }

    /// <summary>What it says it is for.</summary>
    [Id(3)] public required string Description { get; init; }

    /// <summary>Where it answers.</summary>
    [Id(4)] public required string Url { get; init; }

    /// <summary>In which binding it is spoken to: JSONRPC or HTTP+JSON.</summary>
    [Id(5)] public required string Binding { get; init; }

    /// <summary>In which version of A2A it is spoken to: 1.0 or 0.3.</summary>
    [Id(6)] public required string Version { get; init; }

    /// <summary>The header that it takes an API key in; absent where it takes a bearer token.</summary>
    [Id(7)] public string? KeyHeader { get; init; }

    /// <summary>What it says it can do, by name.</summary>
    [Id(8)] public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>When the card was fetched, in UTC.</summary>
    [Id(9)] public DateTimeOffset FetchedAt { get; init; }

    /// <summary>Whether it streams what happens to a task.</summary>
    [Id(10)] public bool Streams { get; init; }

    /// <summary>Where the keys lie that its card is signed with, as an origin; absent where nothing vouches for the card but the address it was fetched from.</summary>
    [Id(11)] public string? SignedBy { get; init; }

    /// <summary>Since when it answers there under this name, in UTC. A credential that was stored before is not sent to it.</summary>
    [Id(12)] public DateTimeOffset? Since { get; init; }
}
