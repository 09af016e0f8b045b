namespace Actors.Contracts.Identity;

/// <summary>What a person is in a tenant. It says which scopes they may hold, whatever a token or key was once granted.</summary>
[GenerateSerializer, Alias("identity.Role")]
public enum Role
{
    /// <summary>Uses the product.</summary>
    Member,

    /// <summary>Also looks after people, keys and settings of the tenant.</summary>
    Admin,

    /// <summary>An admin who also says who the owners are, and who may give the tenant up.</summary>
    Owner,

    /// <summary>A member who also sees people, limits and usage of the tenant.</summary>
    Billing,

    /// <summary>A member who also sees people and the audit of the tenant.</summary>
    Auditor,

    /// <summary>Runs the platform: of the reserved tenant <see cref="GrainKeys.Platform"/>, and only there.</summary>
    Operator,
}
