using Actors.Contracts.Identity;

namespace Actors.Grains.Identity;

/// <summary>What <see cref="UserGrain"/> stores.</summary>
public sealed record UserState
{
    /// <summary>The user, or null before it was created.</summary>
    public UserProfile? Profile { get; init; }

    /// <summary>The password's hash, with algorithm, work factor and salt inside.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>When the user was removed from the tenant, or null.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>Sessions and tokens from before this time have ended; null where none were ended together.</summary>
    public DateTimeOffset? SignedOutAt { get; init; }
}
