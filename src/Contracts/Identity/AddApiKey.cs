namespace Actors.Contracts.Identity;

/// <summary>A key whose text was made elsewhere.</summary>
[GenerateSerializer, Immutable, Alias("identity.AddApiKey")]
public sealed record AddApiKey
{
    /// <summary>The digest of its text: <see cref="SecretText.Digest"/>.</summary>
    [Id(0)] public required string Digest { get; init; }

    /// <summary>The key.</summary>
    [Id(1)] public required CreateApiKey Key { get; init; }
}
