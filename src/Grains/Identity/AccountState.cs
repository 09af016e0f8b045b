using System.Collections.Immutable;
using Actors.Contracts.Identity;

namespace Actors.Grains.Identity;

/// <summary>What <see cref="AccountGrain"/> stores. Whether a session still lives is known by its own grain.</summary>
public sealed record AccountState
{
    /// <summary>The latest browser sessions, the oldest first.</summary>
    public ImmutableList<SessionNote> Browsers { get; init; } = [];
}
