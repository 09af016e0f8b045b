using System.Collections.Immutable;
using Actors.Contracts.Identity;

namespace Actors.Grains.Identity;

/// <summary>What <see cref="EmailGrain"/> stores.</summary>
public sealed record EmailState
{
    /// <summary>Whose address it is, or null where nobody has it.</summary>
    public UserRef? Owner { get; init; }

    /// <summary>Who the same person is in further tenants. The password is <see cref="Owner"/>'s.</summary>
    public ImmutableList<UserRef> Memberships { get; init; } = [];

    /// <summary>Wrong passwords from all networks together since the last right one.</summary>
    public int Failures { get; init; }

    /// <summary>Until when no password is looked at, unless it comes from a network that somebody has signed in from.</summary>
    public DateTimeOffset? BlockedUntil { get; init; }

    /// <summary>When the person was last mailed a link to choose a new password, as they had asked.</summary>
    public DateTimeOffset? ResetMailedAt { get; init; }

    /// <summary>What was tried from where: the latest networks that somebody has signed in from, and the latest others.</summary>
    public ImmutableList<NetworkAttempts> Networks { get; init; } = [];
}
