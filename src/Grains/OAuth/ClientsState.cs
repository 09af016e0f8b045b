using System.Collections.Immutable;

namespace Actors.Grains.OAuth;

/// <summary>What <see cref="ClientsGrain"/> stores: which clients there are. What they are is known by each client's own grain.</summary>
public sealed record ClientsState
{
    /// <summary>The ids of the clients, the oldest first.</summary>
    public ImmutableList<string> Ids { get; init; } = [];
}
