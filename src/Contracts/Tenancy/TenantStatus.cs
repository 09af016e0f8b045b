namespace Actors.Contracts.Tenancy;

/// <summary>Whether a tenant's people may act.</summary>
[GenerateSerializer, Alias("tenant.TenantStatus")]
public enum TenantStatus
{
    /// <summary>They may.</summary>
    Active,

    /// <summary>Nobody of the tenant may sign in, and none of their sessions, tokens and keys work.</summary>
    Suspended,
}
