namespace Actors.Contracts.OAuth;

/// <summary>
/// The keys that sign access tokens, and what this backend says of itself. Key: <see cref="GrainKeys.SigningKeys"/>. Private keys never leave the grain and are sealed
/// with the platform's data key at rest. A new one follows every 30 days; those before verify until their last token has expired.
/// </summary>
[Alias("signing_keys")]
public interface ISigningKeysGrain : IGrainWithStringKey
{
    /// <summary>Makes and signs an access token (RFC 9068) that is good for 15 minutes.</summary>
    [PlatformOnly, AlwaysInterleave, Idempotent, Alias("sign")]
    Task<SignedToken> Sign(AccessTokenClaims claims, CancellationToken cancellation);

    /// <summary>Makes and signs an access token for a client that acts for itself, good for 15 minutes.</summary>
    [PlatformOnly, AlwaysInterleave, Idempotent, Alias("sign_for_client")]
    Task<SignedToken> SignForClient(ClientTokenClaims claims, CancellationToken cancellation);

    /// <summary>Signs a document. The signature's type is <c>JOSE</c>: it is no access token, whatever the document says.</summary>
    [PlatformOnly, AlwaysInterleave, Idempotent, Alias("sign_document")]
    Task<DocumentSignature> SignDocument(DocumentToSign document, CancellationToken cancellation);

    /// <summary>The public keys with which tokens in circulation verify, the signing one first.</summary>
    [PlatformOnly, AlwaysInterleave, Idempotent, Alias("public_keys")]
    Task<IReadOnlyList<PublicSigningKey>> PublicKeys(CancellationToken cancellation);

    /// <summary>What is known of the keys, newest first.</summary>
    [PlatformOnly, AlwaysInterleave, Idempotent, Alias("list")]
    Task<IReadOnlyList<SigningKey>> List(CancellationToken cancellation);

    /// <summary>Makes a new key that signs from 10 minutes later, unless one is waiting already.</summary>
    [PlatformOnly, Idempotent, Alias("rotate")]
    Task Rotate(CancellationToken cancellation);

    /// <summary>Destroys a key, and makes another that signs at once where none is left that does; false where there is no such key.</summary>
    [PlatformOnly, Idempotent, Alias("remove")]
    Task<bool> Remove(string keyId, CancellationToken cancellation);

    /// <summary>Seals the private keys with the platform's current data key, where they are not.</summary>
    [PlatformOnly, Idempotent, Alias("reseal")]
    Task Reseal(CancellationToken cancellation);
}
