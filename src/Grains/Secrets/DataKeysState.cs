using System.Collections.Immutable;

namespace Actors.Grains.Secrets;

/// <summary>What <see cref="DataKeysGrain"/> stores.</summary>
public sealed record DataKeysState
{
    /// <summary>The keys, the current one first.</summary>
    public ImmutableList<StoredDataKey> Keys { get; init; } = [];

    /// <summary>When all keys were destroyed for good, or null. The row stays, so that none is ever made again.</summary>
    public DateTimeOffset? DestroyedAt { get; init; }
}
