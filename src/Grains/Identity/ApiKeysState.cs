using System.Collections.Immutable;

namespace Actors.Grains.Identity;

/// <summary>What <see cref="ApiKeysGrain"/> stores: which keys there are. What they are is known by each key's own grain.</summary>
public sealed record ApiKeysState
{
    /// <summary>The digests of the keys' texts, the oldest first.</summary>
    public ImmutableList<string> Digests { get; init; } = [];
}
