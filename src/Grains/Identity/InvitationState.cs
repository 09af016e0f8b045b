using Actors.Contracts.Identity;

namespace Actors.Grains.Identity;

/// <summary>What <see cref="InvitationGrain"/> stores. The text of the link is not among it: its digest is the grain's key.</summary>
public sealed record InvitationState
{
    /// <summary>The invitation, or null before it was made.</summary>
    public Invitation? Invitation { get; init; }

    /// <summary>When it was accepted, or null.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }
}
