namespace Actors.Contracts.OAuth;

/// <summary>A program that a person allowed to act for them.</summary>
[GenerateSerializer, Immutable, Alias("oauth.ConnectedApplication")]
public sealed record ConnectedApplication
{
    /// <summary>Names it, here and in revoke_application.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>What it calls itself. Nobody has checked that.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>Its id as an OAuth client.</summary>
    [Id(2)] public required string Client { get; init; }

    /// <summary>Where it has you sent back to, or null for a program that you connected by a code.</summary>
    [Id(3)] public string? RedirectUri { get; init; }

    /// <summary>What it may do without asking again.</summary>
    [Id(4)] public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>When you allowed it first, in UTC.</summary>
    [Id(5)] public required DateTimeOffset AllowedAt { get; init; }

    /// <summary>When you last read its consent page and allowed it, in UTC.</summary>
    [Id(6)] public required DateTimeOffset RenewedAt { get; init; }
}
