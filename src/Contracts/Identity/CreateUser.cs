namespace Actors.Contracts.Identity;

/// <summary>Asks for a new user; tenant and id are in the grain's key.</summary>
[GenerateSerializer, Immutable, Alias("identity.CreateUser")]
public sealed record CreateUser
{
    /// <summary>The name to show.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>The address the user signs in with.</summary>
    [Id(1)] public required string Email { get; init; }

    /// <summary>The first password, in the clear; only its hash is kept. Empty where the user has none of their own.</summary>
    [Id(2)] public required string Password { get; init; }

    /// <summary>What the user is to be in the tenant.</summary>
    [Id(3)] public Role Role { get; init; }

    /// <summary>Whether the user may act from the beginning.</summary>
    [Id(4)] public UserStatus Status { get; init; }

    /// <summary>Whether this is a program rather than a person.</summary>
    [Id(5)] public bool IsService { get; init; }
}
