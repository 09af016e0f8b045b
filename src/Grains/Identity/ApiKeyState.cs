using Actors.Contracts.Identity;

namespace Actors.Grains.Identity;

/// <summary>What <see cref="ApiKeyGrain"/> stores. The key text is not among it: its digest is the grain's key.</summary>
public sealed record ApiKeyState
{
    /// <summary>The key, or null before it was created.</summary>
    public ApiKey? ApiKey { get; init; }

    /// <summary>When it was revoked, or null.</summary>
    public DateTimeOffset? RevokedAt { get; init; }
}
