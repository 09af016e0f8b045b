namespace Actors.Contracts.Identity;

/// <summary>A new key. Its secret is shown here and never again.</summary>
[GenerateSerializer, Immutable, Alias("identity.IssuedApiKey")]
public sealed record IssuedApiKey
{
    /// <summary>What is known of the key.</summary>
    [Id(0)] public required ApiKeyDetails Key { get; init; }

    /// <summary>The key itself: send it as a bearer token or as X-Api-Key. It cannot be shown again.</summary>
    [Id(1)] public required string Secret { get; init; }
}
