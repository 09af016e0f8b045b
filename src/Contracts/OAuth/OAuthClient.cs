using Actors.Contracts.Identity;

namespace Actors.Contracts.OAuth;

/// <summary>A registered client. What it says of itself is unproven and shown to people as such.</summary>
[GenerateSerializer, Immutable, Alias("oauth.Client")]
public sealed record OAuthClient
{
    /// <summary>The id the platform gave it.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>The name it gave itself, or null.</summary>
    [Id(1)] public string? Name { get; init; }

    /// <summary>Where codes may be sent: exact URIs, the port of loopback ones free.</summary>
    [Id(2)] public required IReadOnlyList<string> RedirectUris { get; init; }

    /// <summary>One of <see cref="ClientAuthentication"/>.</summary>
    [Id(3)] public required string AuthenticationMethod { get; init; }

    /// <summary>The grant types it registered for.</summary>
    [Id(4)] public required IReadOnlyList<string> GrantTypes { get; init; }

    /// <summary>Its home page as it claims, or null.</summary>
    [Id(5)] public string? Uri { get; init; }

    /// <summary><c>web</c> or <c>native</c>.</summary>
    [Id(6)] public required string ApplicationType { get; init; }

    /// <summary>When it registered, in UTC.</summary>
    [Id(7)] public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>The tenant whose admin registered it, or null for one that registered itself. Only that tenant's people can use it.</summary>
    [Id(8)] public string? Tenant { get; init; }

    /// <summary>What it may do when it acts for itself.</summary>
    [Id(9)] public IReadOnlyList<string> Scopes { get; init; } = Array.Empty<string>();

    /// <summary>What it is in its tenant when it acts for itself.</summary>
    [Id(10)] public Role Role { get; init; }

    /// <summary>Its public keys, a JWK set (RFC 7517 §5) as JSON, where it signs what it says.</summary>
    [Id(11)] public string? Keys { get; init; }

    /// <summary>Where its public keys lie, an https address, where it signs what it says and <see cref="Keys"/> is null.</summary>
    [Id(12)] public string? KeysUri { get; init; }
}
