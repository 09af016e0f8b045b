using Actors.Contracts.Identity;

namespace Actors.Grains.Identity;

/// <summary>What <see cref="EmailGrain"/> stores.</summary>
public sealed record EmailState
{
    /// <summary>Whose address it is, or null where nobody has it.</summary>
    public UserRef? Owner { get; init; }

    /// <summary>Wrong passwords since the last right one.</summary>
    public int Failures { get; init; }

    /// <summary>Until when no password is looked at.</summary>
    public DateTimeOffset? BlockedUntil { get; init; }
}
