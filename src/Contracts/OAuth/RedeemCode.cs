namespace Actors.Contracts.OAuth;

/// <summary>A token request with an authorization code; the code's digest is in the grain's key.</summary>
[GenerateSerializer, Immutable, Alias("oauth.RedeemCode")]
public sealed record RedeemCode
{
    /// <summary>The client, authenticated by the gateway.</summary>
    [Id(0)] public required string Client { get; init; }

    /// <summary>The redirect URI as repeated by the client, or null: OAuth 2.1 clients do not repeat it.</summary>
    [Id(1)] public string? RedirectUri { get; init; }

    /// <summary>The PKCE verifier (RFC 7636 §4.5).</summary>
    [Id(2)] public required string CodeVerifier { get; init; }

    /// <summary>What the first access token is for, or null for all that was consented to.</summary>
    [Id(3)] public string? Resource { get; init; }
}
