namespace Actors.Contracts.A2A.Directory;

/// <summary>An agent that can be sent messages.</summary>
[GenerateSerializer, Immutable, Alias("a2a.AgentSummary")]
public sealed record AgentSummary
{
    /// <summary>Its name: in the addresses of this backend, or what your organisation calls an agent elsewhere.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>What people call it.</summary>
    [Id(1)] public required string Title { get; init; }

    /// <summary>What it is for.</summary>
    [Id(2)] public required string Description { get; init; }

    /// <summary>Where its card lies: a path on this backend, or the address of an agent elsewhere.</summary>
    [Id(3)] public required string CardUrl { get; init; }

    /// <summary>Whether it is elsewhere: it is reached through the agent named remote, whose messages name it in their metadata.</summary>
    [Id(4)] public bool Remote { get; init; }
}
