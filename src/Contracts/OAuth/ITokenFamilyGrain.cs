using Actors.Contracts.Identity;

namespace Actors.Contracts.OAuth;

/// <summary>
/// All the tokens that one consent gave: one refresh token at a time, and the access tokens made with it. Key:
/// <see cref="GrainKeys.TokenFamily"/>. Lives 30 days after its last refresh, 90 days in all.
/// </summary>
[Alias("token_family")]
public interface ITokenFamilyGrain : IGrainWithStringKey
{
    /// <summary>Opens the family and makes its first refresh token. Refused once it was opened or revoked.</summary>
    [PlatformOnly, Alias("open")]
    Task<GrantResult> Open(OpenFamily request, CancellationToken cancellation);

    /// <summary>
    /// Replaces the refresh token. The token before the current one, presented again within 10 seconds, gets the same
    /// successor: a client that lost the answer, or several at once, are not locked out. Any older use of a replaced
    /// token ends the family. A refused request changes nothing else.
    /// </summary>
    [PlatformOnly, Alias("refresh")]
    Task<GrantResult> Refresh(RefreshRequest request, CancellationToken cancellation);

    /// <summary>Ends the family and every token of it, whether or not it was opened yet.</summary>
    [PlatformOnly, Idempotent, Alias("revoke")]
    Task Revoke(CancellationToken cancellation);

    /// <summary>
    /// Ends the family at the wish of <paramref name="client"/> (RFC 7009). Of a refresh token the grain checks that
    /// it is one of the family's; where it is null, the gateway has checked an access token of the family.
    /// </summary>
    [PlatformOnly, Alias("revoke_by")]
    Task<RevocationOutcome> RevokeBy(string client, RefreshToken? token, CancellationToken cancellation);

    /// <summary>Removes what is stored of the family, if it has ended.</summary>
    [PlatformOnly, Idempotent, Alias("expire")]
    Task Expire(CancellationToken cancellation);

    /// <summary>What this refresh token is good for, or null where it is not the current one of a live family whose user may act.</summary>
    [PlatformOnly, Idempotent, Alias("inspect")]
    Task<InspectedToken?> Inspect(RefreshToken token, CancellationToken cancellation);

    /// <summary>Seals the family's secret with its tenant's current data key, if it is not.</summary>
    [PlatformOnly, Idempotent, Alias("reseal")]
    Task Reseal(CancellationToken cancellation);

    /// <summary>Whether tokens of the family are good: it is open, not expired or revoked, and its user may act.</summary>
    [PlatformOnly, AlwaysInterleave, Idempotent, Alias("is_active")]
    Task<bool> IsActive(CancellationToken cancellation);

    /// <summary>What is known of the family, or null where its tokens are not good.</summary>
    [PlatformOnly, AlwaysInterleave, Idempotent, Alias("describe")]
    Task<FamilyDetails?> Describe(CancellationToken cancellation);

    /// <summary>What the family's user is now, or null where its tokens are not good: see <see cref="IsActive"/>.</summary>
    [PlatformOnly, AlwaysInterleave, Idempotent, Alias("standing")]
    Task<Standing?> Standing(CancellationToken cancellation);
}
