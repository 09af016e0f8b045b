namespace Actors.Contracts.Identity;

/// <summary>Somebody who was asked to join a tenant.</summary>
[GenerateSerializer, Immutable, Alias("identity.Invitation")]
public sealed record Invitation
{
    /// <summary>Names the invitation in lists.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>The tenant's id.</summary>
    [Id(1)] public required string Tenant { get; init; }

    /// <summary>The address that was invited.</summary>
    [Id(2)] public required string Email { get; init; }

    /// <summary>What they are to be.</summary>
    [Id(3)] public Role Role { get; init; }

    /// <summary>When it was made, in UTC.</summary>
    [Id(4)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when it can be accepted, in UTC.</summary>
    [Id(5)] public required DateTimeOffset ExpiresAt { get; init; }
}
