using Actors.Contracts.OAuth;

namespace Actors.Grains.OAuth;

/// <summary>What <see cref="ClientGrain"/> stores.</summary>
public sealed record ClientState
{
    /// <summary>The client, or null before it registered.</summary>
    public OAuthClient? Client { get; init; }

    /// <summary>Since when it has waited to be let in for the first time; null once it was.</summary>
    public DateTimeOffset? UnusedSince { get; init; }

    /// <summary>SHA-256 of a confidential client's secret, or null for a public one.</summary>
    public string? SecretDigest { get; init; }

    /// <summary>SHA-256 of the token by which a client that registered itself manages its registration.</summary>
    public string? RegistrationDigest { get; init; }
}
