namespace Actors.Contracts.OAuth;

/// <summary>A document of this backend's own that others shall know to be from it.</summary>
[GenerateSerializer, Immutable, Alias("oauth.DocumentToSign")]
public sealed record DocumentToSign
{
    /// <summary>What is signed, as text; JSON in its canonical form (RFC 8785).</summary>
    [Id(0)] public required string Payload { get; init; }

    /// <summary>Where the public keys lie, for the signature's <c>jku</c>.</summary>
    [Id(1)] public required string KeySet { get; init; }
}
