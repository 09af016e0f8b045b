using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.OAuth;

/// <summary>Names a signing key.</summary>
[GenerateSerializer, Immutable, Alias("oauth.NamedSigningKey")]
public sealed record NamedSigningKey
{
    /// <summary>The key, as list_signing_keys names it.</summary>
    [Id(0), StringLength(64, MinimumLength = 1)] public required string KeyId { get; init; }
}
