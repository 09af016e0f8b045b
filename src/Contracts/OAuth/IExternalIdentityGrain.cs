namespace Actors.Contracts.OAuth;

/// <summary>
/// Whom an identity provider means by an e-mail address. Key: <see cref="GrainKeys.PlatformItem"/> of a digest of provider and address.
/// Addresses are given to others when people leave; the provider's own name for a person is not.
/// </summary>
[Alias("external_identity")]
public interface IExternalIdentityGrain : IGrainWithStringKey
{
    /// <summary>Whether this is who the provider has always meant by the address. The first is remembered.</summary>
    /// <param name="subject">The provider's name for the person (<c>sub</c>).</param>
    /// <param name="cancellation">Ends the call.</param>
    [PlatformOnly, Idempotent, Alias("is")]
    Task<bool> Is(string subject, CancellationToken cancellation);
}
