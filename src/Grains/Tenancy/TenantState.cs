using Actors.Contracts.Tenancy;

namespace Actors.Grains.Tenancy;

/// <summary>What <see cref="TenantGrain"/> stores.</summary>
public sealed record TenantState
{
    /// <summary>The tenant, or null before it was created.</summary>
    public Tenant? Tenant { get; init; }
}
