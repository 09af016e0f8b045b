using Actors.Contracts.Tools;

namespace Actors.Contracts.Vault;

/// <summary>
/// One person's credentials for other services. Key: <see cref="GrainKeys.User"/>. What was put in never comes out to a caller:
/// tools answer what is known of a credential, and only the backend itself reads it, to act for the person.
/// </summary>
[ToolSet(ToolKey.User), Alias("vault")]
public interface IVaultGrain : IGrainWithStringKey
{
    /// <summary>
    /// Stores a credential for another service, encrypted, replacing the one of the same provider and name. It can be used by
    /// this backend on your behalf, replaced and deleted; nobody can read it back.
    /// </summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.InvalidArgument"/>, or <see cref="ErrorCodes.LimitReached"/> at 100 credentials.</exception>
    [Tool("put_credential", Title = "Store a credential", Scope = Scopes.VaultWrite, Route = "PUT /api/credentials/{provider}/{name}", Destructive = true, Idempotent = true, Confidential = true), Alias("put")]
    Task<Credential> Put(PutCredential request, CancellationToken cancellation);

    /// <summary>Lists what is known of your stored credentials, by provider and name: never the secrets themselves.</summary>
    [Tool("list_credentials", Title = "List credentials", Scope = Scopes.VaultRead, Route = "GET /api/credentials", ReadOnly = true, Idempotent = true)]
    [ReadOnly, Alias("list")]
    Task<CredentialList> List(CancellationToken cancellation);

    /// <summary>Deletes a stored credential. This does not revoke it at the provider.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>.</exception>
    [Tool("delete_credential", Title = "Delete a credential", Scope = Scopes.VaultWrite, Route = "DELETE /api/credentials/{provider}/{name}", Destructive = true), Alias("delete")]
    Task<Credential> Delete(DeleteCredential request, CancellationToken cancellation);

    /// <summary>A credential as it is stored, or null where there is none. It notes, once an hour, that the credential was used.</summary>
    [PlatformOnly, Idempotent, Alias("take")]
    Task<SealedCredential?> Take(string provider, string name, CancellationToken cancellation);

    /// <summary>Seals every credential with the tenant's current data key, where it is not.</summary>
    [PlatformOnly, Idempotent, Alias("reseal")]
    Task Reseal(CancellationToken cancellation);
}
