namespace Actors.Contracts.Tenancy;

/// <summary>Whether a tenant's people may act.</summary>
[GenerateSerializer, Alias("tenant.TenantStatus")]
public enum TenantStatus
{
    /// <summary>They may.</summary>
    Active,

    /// <summary>Nobody of the tenant may sign in, and none of their sessions, tokens and keys work.</summary>
    Suspended,

    /// <summary>As suspended, until the tenant is deleted at the end of its grace period, unless it is activated again before.</summary>
    Deleting,

    /// <summary>Nothing of it is left but its id, which is never given again.</summary>
    Deleted,

    /// <summary>It is being imported. Nobody may act in it until all of it is there.</summary>
    Importing,
}
