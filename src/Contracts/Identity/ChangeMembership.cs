namespace Actors.Contracts.Identity;

/// <summary>What to change of a user. What is left out stays as it is.</summary>
[GenerateSerializer, Immutable, Alias("identity.ChangeMembership")]
public sealed record ChangeMembership
{
    /// <summary>A new name to show.</summary>
    [Id(0)] public string? Name { get; init; }

    /// <summary>A new role.</summary>
    [Id(1)] public Role? Role { get; init; }

    /// <summary>A new status.</summary>
    [Id(2)] public UserStatus? Status { get; init; }
}
