using Actors.Contracts.Tools;

namespace Actors.Contracts.OAuth;

/// <summary>Lets operators replace the key that signs access tokens. Key: <see cref="GrainKeys.Operations"/>.</summary>
[ToolSet(ToolKey.Platform), Alias("signing_key_rotation")]
public interface ISigningKeyRotationGrain : IGrainWithStringKey
{
    /// <summary>Lists the keys that access tokens verify with. Every 30 days a new one follows by itself.</summary>
    [Tool("list_signing_keys", Title = "List signing keys", Scope = Scopes.PlatformRead, Route = "GET /api/platform/signing-keys", ReadOnly = true, Idempotent = true), Alias("list")]
    Task<SigningKeyList> List(CancellationToken cancellation);

    /// <summary>
    /// Makes a new key for access tokens. It is published at once and signs from 10 minutes later; the key before verifies until
    /// the last token it signed has expired, and is then destroyed. Nobody has to sign in again.
    /// </summary>
    [Tool("rotate_signing_key", Title = "Replace the signing key", Scope = Scopes.PlatformAdmin, Route = "POST /api/platform/signing-keys/rotate"), Alias("rotate")]
    Task<SigningKeyList> Rotate(CancellationToken cancellation);

    /// <summary>
    /// Destroys a key that somebody else may have. Every access token it signed is refused within five seconds, and a new key signs at
    /// once; programs get new tokens by their refresh tokens, and nobody has to sign in again.
    /// </summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>.</exception>
    [Tool("remove_signing_key", Title = "Remove a leaked signing key", Scope = Scopes.PlatformAdmin, Route = "DELETE /api/platform/signing-keys/{keyId}", Destructive = true), Alias("remove")]
    Task<SigningKeyList> Remove(NamedSigningKey request, CancellationToken cancellation);
}
