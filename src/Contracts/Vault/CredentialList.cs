namespace Actors.Contracts.Vault;

/// <summary>A person's credentials.</summary>
[GenerateSerializer, Immutable, Alias("vault.CredentialList")]
public sealed record CredentialList
{
    /// <summary>What is known of each, by provider and name.</summary>
    [Id(0)] public required IReadOnlyList<Credential> Credentials { get; init; }
}
