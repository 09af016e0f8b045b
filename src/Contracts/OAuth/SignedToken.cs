namespace Actors.Contracts.OAuth;

/// <summary>A signed access token.</summary>
[GenerateSerializer, Immutable, Alias("oauth.SignedToken")]
public sealed record SignedToken
{
    /// <summary>The JWT.</summary>
    [Id(0)] public required string Token { get; init; }

    /// <summary>Seconds it is good for.</summary>
    [Id(1)] public required int ExpiresIn { get; init; }
}
