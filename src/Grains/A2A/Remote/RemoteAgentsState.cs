using System.Collections.Immutable;
using Actors.Contracts.A2A.Remote;

namespace Actors.Grains.A2A.Remote;

/// <summary>What <see cref="RemoteAgentsGrain"/> stores.</summary>
public sealed record RemoteAgentsState
{
    /// <summary>The agents, by name.</summary>
    public ImmutableList<RemoteAgent> Agents { get; init; } = [];
}
