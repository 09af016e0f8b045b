using Actors.Contracts.Identity;

namespace Actors.Contracts.OAuth;

/// <summary>Checked metadata of a client that registers; its id is in the grain's key.</summary>
[GenerateSerializer, Immutable, Alias("oauth.RegisterClient")]
public sealed record RegisterClient
{
    /// <summary>The name it gives itself, or null.</summary>
    [Id(0)] public string? Name { get; init; }

    /// <summary>Where codes may be sent.</summary>
    [Id(1)] public required IReadOnlyList<string> RedirectUris { get; init; }

    /// <summary>One of <see cref="ClientAuthentication"/>.</summary>
    [Id(2)] public required string AuthenticationMethod { get; init; }

    /// <summary>The grant types it wants.</summary>
    [Id(3)] public required IReadOnlyList<string> GrantTypes { get; init; }

    /// <summary>Its home page as it claims, or null.</summary>
    [Id(4)] public string? Uri { get; init; }

    /// <summary><c>web</c> or <c>native</c>.</summary>
    [Id(5)] public required string ApplicationType { get; init; }

    /// <summary>Digest of the secret that the gateway made for it, or null for a public client.</summary>
    [Id(6)] public string? SecretDigest { get; init; }

    /// <summary>The tenant whose admin registered it, or null for one that registered itself. Only that tenant's people can use it.</summary>
    [Id(7)] public string? Tenant { get; init; }

    /// <summary>What it may do when it acts for itself.</summary>
    [Id(8)] public IReadOnlyList<string> Scopes { get; init; } = Array.Empty<string>();

    /// <summary>What it is in its tenant when it acts for itself.</summary>
    [Id(9)] public Role Role { get; init; }

    /// <summary>Its public keys, a JWK set (RFC 7517 §5) as JSON, where it signs what it says.</summary>
    [Id(10)] public string? Keys { get; init; }

    /// <summary>Where its public keys lie, an https address, where it signs what it says and <see cref="Keys"/> is null.</summary>
    [Id(11)] public string? KeysUri { get; init; }

    /// <summary>Digest of the registration access token (RFC 7592 §3) that the gateway made for it, or null for one that an admin registered.</summary>
    [Id(12)] public string? RegistrationDigest { get; init; }
}
