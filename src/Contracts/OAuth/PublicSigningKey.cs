namespace Actors.Contracts.OAuth;

/// <summary>The public half of an RSA signing key, in the terms of RFC 7518 §6.3.1.</summary>
[GenerateSerializer, Immutable, Alias("oauth.PublicSigningKey")]
public sealed record PublicSigningKey
{
    /// <summary><c>kid</c>: the key's thumbprint (RFC 7638).</summary>
    [Id(0)] public required string KeyId { get; init; }

    /// <summary><c>n</c> in base64url.</summary>
    [Id(1)] public required string Modulus { get; init; }

    /// <summary><c>e</c> in base64url.</summary>
    [Id(2)] public required string Exponent { get; init; }
}
