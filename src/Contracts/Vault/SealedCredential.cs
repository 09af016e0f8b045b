namespace Actors.Contracts.Vault;

/// <summary>A credential as it is stored and as it travels between silos: encrypted with its tenant's data key.</summary>
[GenerateSerializer, Immutable, Alias("vault.SealedCredential")]
public sealed record SealedCredential
{
    /// <summary>What is known of it.</summary>
    [Id(0)] public required Credential Credential { get; init; }

    /// <summary>The secret, encrypted.</summary>
    [Id(1)] public required string Secret { get; init; }

    /// <summary>The refresh token, encrypted.</summary>
    [Id(2)] public string? RefreshToken { get; init; }
}
