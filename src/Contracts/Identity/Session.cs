namespace Actors.Contracts.Identity;

/// <summary>Somewhere that a person is signed in.</summary>
[GenerateSerializer, Immutable, Alias("identity.Session")]
public sealed record Session
{
    /// <summary>Names the session; nothing can be derived from it.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>Whether it is a browser or a program.</summary>
    [Id(1)] public required SessionKind Kind { get; init; }

    /// <summary>What the browser or program says it is. Nobody has checked that.</summary>
    [Id(2)] public required string Name { get; init; }

    /// <summary>When it began, in UTC.</summary>
    [Id(3)] public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When a program last renewed its token, in UTC.</summary>
    [Id(4)] public DateTimeOffset? RenewedAt { get; init; }

    /// <summary>When it ends by itself, in UTC.</summary>
    [Id(5)] public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The network a browser signed in from.</summary>
    [Id(6)] public string? Network { get; init; }

    /// <summary>What a program may do.</summary>
    [Id(7)] public IReadOnlyList<string> Scopes { get; init; } = Array.Empty<string>();
}
