using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Identity;

/// <summary>A key to end.</summary>
[GenerateSerializer, Immutable, Alias("identity.RevokeApiKey")]
public sealed record RevokeApiKey
{
    /// <summary>The key, as list_api_keys names it.</summary>
    [Id(0), StringLength(64, MinimumLength = 1)] public required string KeyId { get; init; }
}
