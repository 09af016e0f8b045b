using System.Collections.Immutable;

namespace Actors.Grains.OAuth;

/// <summary>What <see cref="SigningKeysGrain"/> stores.</summary>
public sealed record SigningKeysState
{
    /// <summary>The keys, newest first.</summary>
    public ImmutableList<StoredSigningKey> Keys { get; init; } = [];
}
