using Actors.Contracts.Secrets;

namespace Actors.Grains.Secrets;

/// <summary>A tenant's data key at rest.</summary>
public sealed record StoredDataKey
{
    /// <summary>The key under the master key.</summary>
    public required WrappedDataKey Key { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When another took its place, or null for the current one.</summary>
    public DateTimeOffset? RetiredAt { get; init; }
}
