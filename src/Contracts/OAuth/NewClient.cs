using System.ComponentModel.DataAnnotations;
using Actors.Contracts.Identity;

namespace Actors.Contracts.OAuth;

/// <summary>A client to register.</summary>
[GenerateSerializer, Immutable, Alias("oauth.NewClient")]
public sealed record NewClient
{
    /// <summary>What people know it by.</summary>
    [Id(0), StringLength(100, MinimumLength = 1)] public required string Name { get; init; }

    /// <summary>Where codes may be sent: exact URIs, https or on this computer. None for a client that only acts for itself.</summary>
    [Id(1)] public IReadOnlyList<string>? RedirectUris { get; init; }

    /// <summary>How it proves who it is: client_secret_basic when left out, client_secret_post, private_key_jwt, or none for a public client.</summary>
    [Id(2), StringLength(40)] public string? AuthenticationMethod { get; init; }

    /// <summary>Its public keys for private_key_jwt: a JWK set as JSON text.</summary>
    [Id(3), StringLength(20_000)] public string? Keys { get; init; }

    /// <summary>What it may do when it acts for itself (client_credentials). Only scopes that you have yourself in this call.</summary>
    [Id(4)] public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>What it is in your organisation when it acts for itself; a member when left out.</summary>
    [Id(5)] public Role? Role { get; init; }

    /// <summary>Whether it runs on devices without a browser, where people let it in by a code that it shows (RFC 8628).</summary>
    [Id(6)] public bool? OnDevices { get; init; }

    /// <summary>Whether it may come with an identity provider's word that it acts for a person (enterprise-managed authorization, ID-JAG).</summary>
    [Id(7)] public bool? Managed { get; init; }
}
