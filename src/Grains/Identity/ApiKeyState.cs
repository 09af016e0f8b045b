using Actors.Contracts.Identity;

namespace Actors.Grains.Identity;

/// <summary>What <see cref="ApiKeyGrain"/> stores. The key text is not among it: its digest is the grain's key.</summary>
public sealed record ApiKeyState
{
    /// <summary>The key, or null before it was created.</summary>
    public ApiKey? ApiKey { get; init; }

    /// <summary>When it was revoked, or will be; or null.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>When it was last used, to the minute; or null.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>The address it was last used from, or null.</summary>
    public string? LastUsedFrom { get; init; }

    /// <summary>Whether the key is good at this time.</summary>
    public bool IsLive(DateTimeOffset now) => ApiKey is not null && !(now >= ApiKey.ExpiresAt) && !(now >= RevokedAt);
}
