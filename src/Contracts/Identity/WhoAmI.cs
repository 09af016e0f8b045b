namespace Actors.Contracts.Identity;

/// <summary>Who is calling, through what, and with which authority.</summary>
[GenerateSerializer, Immutable, Alias("identity.WhoAmI")]
public sealed record WhoAmI
{
    /// <summary>The organisation's id.</summary>
    [Id(0)] public required string TenantId { get; init; }

    /// <summary>The organisation's name.</summary>
    [Id(1)] public required string TenantName { get; init; }

    /// <summary>The user's id within the organisation.</summary>
    [Id(2)] public required string UserId { get; init; }

    /// <summary>The user's name.</summary>
    [Id(3)] public required string Name { get; init; }

    /// <summary>The address the user signs in with.</summary>
    [Id(4)] public required string Email { get; init; }

    /// <summary>The id of the OAuth client or API key that makes the call.</summary>
    [Id(5)] public required string Client { get; init; }

    /// <summary>The scopes that client was given.</summary>
    [Id(6)] public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The user's role in the organisation. Scopes beyond it count for nothing.</summary>
    [Id(7)] public Role Role { get; init; }

    /// <summary>The operator who acts as the user; absent where the user does.</summary>
    [Id(8)] public string? Impersonator { get; init; }
}
