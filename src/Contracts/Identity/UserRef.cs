namespace Actors.Contracts.Identity;

/// <summary>Names one user of one tenant.</summary>
[GenerateSerializer, Immutable, Alias("identity.UserRef")]
public sealed record UserRef
{
    /// <summary>The tenant's id.</summary>
    [Id(0)] public required string Tenant { get; init; }

    /// <summary>The user's id within the tenant.</summary>
    [Id(1)] public required string User { get; init; }

    /// <summary>The key of the user's grains.</summary>
    public string Key() => GrainKeys.User(Tenant, User);
}
