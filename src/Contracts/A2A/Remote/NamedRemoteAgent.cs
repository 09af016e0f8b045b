using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.A2A.Remote;

/// <summary>Names an agent elsewhere.</summary>
[GenerateSerializer, Immutable, Alias("a2a.NamedRemoteAgent")]
public sealed record NamedRemoteAgent
{
    /// <summary>What the organisation calls it, as list_remote_agents says.</summary>
    [Id(0), StringLength(40, MinimumLength = 1)] public required string Name { get; init; }
}
