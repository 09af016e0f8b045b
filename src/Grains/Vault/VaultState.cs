using System.Collections.Immutable;
using Actors.Contracts.Vault;

namespace Actors.Grains.Vault;

/// <summary>What <see cref="VaultGrain"/> stores.</summary>
public sealed record VaultState
{
    /// <summary>The credentials, by provider and name.</summary>
    public ImmutableList<SealedCredential> Credentials { get; init; } = [];
}
