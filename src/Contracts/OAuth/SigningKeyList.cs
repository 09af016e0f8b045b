namespace Actors.Contracts.OAuth;

/// <summary>The keys that access tokens verify with.</summary>
[GenerateSerializer, Immutable, Alias("oauth.SigningKeyList")]
public sealed record SigningKeyList
{
    /// <summary>The keys, newest first.</summary>
    [Id(0)] public required IReadOnlyList<SigningKey> Keys { get; init; }
}
