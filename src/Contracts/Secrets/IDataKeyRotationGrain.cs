using Actors.Contracts.Tools;

namespace Actors.Contracts.Secrets;

/// <summary>Replaces a tenant's data key while everything goes on. Key: <see cref="GrainKeys.Tenant"/>, the same as of its <see cref="IDataKeysGrain"/>.</summary>
[ToolSet(ToolKey.Tenant), Alias("data_key_rotation")]
public interface IDataKeyRotationGrain : IGrainWithStringKey
{
    /// <summary>
    /// Makes a new data key for your organisation and encrypts its stored secrets anew with it, while they are in use. The key
    /// before is destroyed a day later, once nothing is under it.
    /// </summary>
    [Tool("rotate_data_key", Title = "Replace the data key", Scope = Scopes.TenantAdmin, Route = "POST /api/tenant/data-key/rotate"), Alias("rotate")]
    Task<DataKeyRotation> Rotate(CancellationToken cancellation);

    /// <summary>Goes on with what a rotation left to do: encrypts anew what is still under a retired key, and destroys such keys that nothing needs.</summary>
    [PlatformOnly, Idempotent, Alias("finish")]
    Task<DataKeyRotation> Finish(CancellationToken cancellation);
}
