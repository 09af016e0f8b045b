using System.Collections.Immutable;

namespace Actors.Grains.Tenancy;

/// <summary>What <see cref="TenantsGrain"/> stores: which tenants there are. What they are is known by each one's own grain.</summary>
public sealed record TenantsState
{
    /// <summary>The tenants' ids, in order.</summary>
    public ImmutableList<string> Ids { get; init; } = [];
}
