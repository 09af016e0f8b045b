namespace Actors.Contracts.OAuth;

/// <summary>A client, and the secret it was just given.</summary>
[GenerateSerializer, Immutable, Alias("oauth.IssuedClient")]
public sealed record IssuedClient
{
    /// <summary>The client.</summary>
    [Id(0)] public required OAuthClient Client { get; init; }

    /// <summary>Its secret, where it has one. It cannot be shown again.</summary>
    [Id(1)] public string? Secret { get; init; }
}
