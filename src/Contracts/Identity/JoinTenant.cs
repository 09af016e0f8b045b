namespace Actors.Contracts.Identity;

/// <summary>Asks that whoever has this address and password becomes a member of one more tenant.</summary>
[GenerateSerializer, Immutable, Alias("identity.JoinTenant")]
public sealed record JoinTenant
{
    /// <summary>The tenant's id.</summary>
    [Id(0)] public required string Tenant { get; init; }

    /// <summary>The name to show there.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>What they are to be there.</summary>
    [Id(2)] public Role Role { get; init; }

    /// <summary>What they sign in with.</summary>
    [Id(3)] public required SignInAttempt Attempt { get; init; }
}
