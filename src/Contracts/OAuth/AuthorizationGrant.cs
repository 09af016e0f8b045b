using Actors.Contracts.Identity;

namespace Actors.Contracts.OAuth;

/// <summary>What a person consented to, and how the client will prove that it was the one that asked.</summary>
[GenerateSerializer, Immutable, Alias("oauth.AuthorizationGrant")]
public sealed record AuthorizationGrant
{
    /// <summary>The client that asked.</summary>
    [Id(0)] public required string Client { get; init; }

    /// <summary>The redirect URI of the request, which the redemption may repeat; empty where no browser was sent back.</summary>
    [Id(1)] public required string RedirectUri { get; init; }

    /// <summary>The PKCE challenge, method S256 (RFC 7636 §4.2); empty where no browser was sent back.</summary>
    [Id(2)] public required string CodeChallenge { get; init; }

    /// <summary>What the tokens are for (RFC 8707).</summary>
    [Id(3)] public required string Resource { get; init; }

    /// <summary>The scopes consented to.</summary>
    [Id(4)] public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Who consented.</summary>
    [Id(5)] public required UserRef User { get; init; }

    /// <summary>When they had signed in, in UTC.</summary>
    [Id(6)] public required DateTimeOffset SignedInAt { get; init; }
}
