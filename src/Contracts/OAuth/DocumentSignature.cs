namespace Actors.Contracts.OAuth;

/// <summary>A detached JWS (RFC 7515 §7.2.2, appendix F): whoever has the document checks it with the published keys.</summary>
[GenerateSerializer, Immutable, Alias("oauth.DocumentSignature")]
public sealed record DocumentSignature
{
    /// <summary>The protected header in base64url.</summary>
    [Id(0)] public required string Protected { get; init; }

    /// <summary>The signature in base64url.</summary>
    [Id(1)] public required string Signature { get; init; }
}
