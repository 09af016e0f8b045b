using Actors.Contracts.OAuth;

namespace Actors.Grains.OAuth;

/// <summary>A signing key at rest.</summary>
public sealed record StoredSigningKey
{
    /// <summary>The public half.</summary>
    public required PublicSigningKey Public { get; init; }

    /// <summary>The private half as PKCS #8, sealed.</summary>
    public required string SealedPrivate { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when it signs; the first key signs at once.</summary>
    public DateTimeOffset SignsFrom { get; init; }
}
