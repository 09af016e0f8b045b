namespace Actors.Contracts.Identity;

/// <summary>Asks for a new user of a tenant with an address nobody has yet.</summary>
[GenerateSerializer, Immutable, Alias("identity.RegisterUser")]
public sealed record RegisterUser
{
    /// <summary>The tenant's id.</summary>
    [Id(0)] public required string Tenant { get; init; }

    /// <summary>The name to show.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>The address as the person writes it.</summary>
    [Id(2)] public required string Email { get; init; }

    /// <summary>The first password: 8 to 256 characters.</summary>
    [Id(3)] public required string Password { get; init; }

    /// <summary>What the person is to be in the tenant; operators there are in <see cref="GrainKeys.Platform"/>, and nobody else.</summary>
    [Id(4)] public Role Role { get; init; }

    /// <summary>Whether they may act from the beginning.</summary>
    [Id(5)] public UserStatus Status { get; init; }
}
