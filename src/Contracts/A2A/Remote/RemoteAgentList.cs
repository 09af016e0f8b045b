namespace Actors.Contracts.A2A.Remote;

/// <summary>The agents elsewhere that a tenant knows.</summary>
[GenerateSerializer, Immutable, Alias("a2a.RemoteAgentList")]
public sealed record RemoteAgentList
{
    /// <summary>Each of them, by name.</summary>
    [Id(0)] public required IReadOnlyList<RemoteAgent> Agents { get; init; }
}
