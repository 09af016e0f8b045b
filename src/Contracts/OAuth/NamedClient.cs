using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.OAuth;

/// <summary>Names a client.</summary>
[GenerateSerializer, Immutable, Alias("oauth.NamedClient")]
public sealed record NamedClient
{
    /// <summary>The client, as list_clients names it.</summary>
    [Id(0), StringLength(64, MinimumLength = 1)] public required string ClientId { get; init; }
}
