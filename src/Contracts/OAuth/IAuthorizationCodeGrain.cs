namespace Actors.Contracts.OAuth;

/// <summary>
/// One authorization code: good for 60 seconds and one redemption. Key: <see cref="GrainKeys.PlatformItem"/> of the
/// code's digest. A second redemption ends everything that the first one gave (OAuth 2.1 §4.1.3).
/// </summary>
[Alias("authorization_code")]
public interface IAuthorizationCodeGrain : IGrainWithStringKey
{
    /// <summary>Records what a person has just consented to.</summary>
    [PlatformOnly, Alias("issue")]
    Task Issue(AuthorizationGrant grant, CancellationToken cancellation);

    /// <summary>Exchanges the code for a token family. A refusal leaves an unused code usable.</summary>
    [PlatformOnly, Alias("redeem")]
    Task<GrantResult> Redeem(RedeemCode request, CancellationToken cancellation);

    /// <summary>Removes what is stored of the code, if it ended an hour ago or earlier. A second use is no longer noticed then.</summary>
    [PlatformOnly, Idempotent, Alias("expire")]
    Task Expire(CancellationToken cancellation);
}
