namespace Actors.Contracts.Identity;

/// <summary>Asks for an account of one's own in a tenant that is open to it.</summary>
[GenerateSerializer, Immutable, Alias("identity.SelfRegistration")]
public sealed record SelfRegistration
{
    /// <summary>The tenant's id.</summary>
    [Id(0)] public required string Tenant { get; init; }

    /// <summary>The name to show.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>The address as the person writes it.</summary>
    [Id(2)] public required string Email { get; init; }

    /// <summary>The password: 8 to 256 characters.</summary>
    [Id(3)] public required string Password { get; init; }
}
