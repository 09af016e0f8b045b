namespace Actors.Contracts.A2A.Directory;

/// <summary>The agents that can be sent messages.</summary>
[GenerateSerializer, Immutable, Alias("a2a.AgentSummaryList")]
public sealed record AgentSummaryList
{
    /// <summary>Those of this backend by name, then those elsewhere by name.</summary>
    [Id(0)] public required IReadOnlyList<AgentSummary> Agents { get; init; }
}
