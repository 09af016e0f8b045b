using Actors.Contracts.Vault;
using Actors.Grains.Infrastructure.Secrets;

namespace Actors.Grains.Vault;

/// <summary>What a credential's seals are bound to: its owner, its provider, and which of their secrets it is.</summary>
internal static class CredentialPlace
{
    /// <param name="key">The key of the vault.</param>
    /// <param name="credential">Which credential.</param>
    public static SecretPlace OfSecret(string key, Credential credential) =>
        SecretPlace.Of(key, $"credential {credential.Name}") with { Provider = credential.Provider };

    /// <inheritdoc cref="OfSecret"/>
    public static SecretPlace OfRefreshToken(string key, Credential credential) =>
        SecretPlace.Of(key, $"refresh token {credential.Name}") with { Provider = credential.Provider };
}
