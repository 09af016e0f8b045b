using System.Collections.Immutable;
using Actors.Contracts.Identity;

namespace Actors.Grains.Identity;

/// <summary>What <see cref="PeopleGrain"/> stores: a copy of what each user's own grain knows, and the open invitations.</summary>
public sealed record PeopleState
{
    /// <summary>The users, in the order of their ids.</summary>
    public ImmutableList<UserProfile> Users { get; init; } = [];

    /// <summary>The invitations that were neither accepted nor withdrawn, the oldest first.</summary>
    public ImmutableList<Invitation> Invitations { get; init; } = [];
}
