namespace Actors.Contracts.OAuth;

/// <summary>New metadata of a client that registered itself (RFC 7592 §2.2).</summary>
[GenerateSerializer, Immutable, Alias("oauth.UpdateClient")]
public sealed record UpdateClient
{
    /// <summary>The registration access token.</summary>
    [Id(0)] public required string Token { get; init; }

    /// <summary>All that the client is from now on. A digest of a secret replaces the secret; without one it stays while the client has use for it.</summary>
    [Id(1)] public required RegisterClient Metadata { get; init; }
}
