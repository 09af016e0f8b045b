namespace Actors.Contracts.OAuth;

/// <summary>The clients that a tenant registered.</summary>
[GenerateSerializer, Immutable, Alias("oauth.ClientList")]
public sealed record ClientList
{
    /// <summary>The clients, newest first.</summary>
    [Id(0)] public required IReadOnlyList<OAuthClient> Clients { get; init; }
}
