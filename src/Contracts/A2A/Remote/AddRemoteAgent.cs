using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.A2A.Remote;

/// <summary>An agent elsewhere to get to know.</summary>
[GenerateSerializer, Immutable, Alias("a2a.AddRemoteAgent")]
public sealed record AddRemoteAgent
{
    /// <summary>What to call it: lower-case letters, digits and hyphens.</summary>
    [Id(0), RegularExpression("^[a-z0-9]+(-[a-z0-9]+)*$"), StringLength(40, MinimumLength = 1)] public required string Name { get; init; }

    /// <summary>Where its card lies: an https address that ends in /.well-known/agent-card.json as a rule.</summary>
    [Id(1), StringLength(2048, MinimumLength = 1)] public required string CardUrl { get; init; }
}
