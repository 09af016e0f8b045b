namespace Actors.Contracts.Identity;

/// <summary>A browser session as its user's account lists it.</summary>
[GenerateSerializer, Immutable, Alias("identity.SessionNote")]
public sealed record SessionNote
{
    /// <summary>Names the session; nothing can be derived from it.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>The key of its grain.</summary>
    [Id(1)] public required string Key { get; init; }

    /// <summary>When it began, in UTC.</summary>
    [Id(2)] public required DateTimeOffset SignedInAt { get; init; }

    /// <summary>When it ends by itself, in UTC.</summary>
    [Id(3)] public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The network it began in.</summary>
    [Id(4)] public required string Network { get; init; }

    /// <summary>What the browser said it was.</summary>
    [Id(5)] public required string Agent { get; init; }
}
