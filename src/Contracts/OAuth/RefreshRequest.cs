namespace Actors.Contracts.OAuth;

/// <summary>A token request with a refresh token; tenant and family are in the grain's key.</summary>
[GenerateSerializer, Immutable, Alias("oauth.RefreshRequest")]
public sealed record RefreshRequest
{
    /// <summary>The client, authenticated by the gateway.</summary>
    [Id(0)] public required string Client { get; init; }

    /// <summary>The presented token.</summary>
    [Id(1)] public required RefreshToken Token { get; init; }

    /// <summary>The scopes wanted, or null for all that were consented to. They can only become fewer.</summary>
    [Id(2)] public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>What the access token is for, or null for all that was consented to.</summary>
    [Id(3)] public string? Resource { get; init; }
}
