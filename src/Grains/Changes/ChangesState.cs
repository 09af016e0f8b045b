using System.Collections.Immutable;

namespace Actors.Grains.Changes;

/// <summary>What <see cref="ChangesGrain"/> stores.</summary>
public sealed record ChangesState
{
    /// <summary>The MCP sessions that follow, by the keys of their grains.</summary>
    public ImmutableList<string> Sessions { get; init; } = [];
}
