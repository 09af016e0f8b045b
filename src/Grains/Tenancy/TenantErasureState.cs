namespace Actors.Grains.Tenancy;

/// <summary>What <see cref="TenantErasureGrain"/> stores.</summary>
public sealed record TenantErasureState
{
    /// <summary>When the tenant is to be erased, or null.</summary>
    public DateTimeOffset? At { get; init; }
}
