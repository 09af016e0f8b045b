using Actors.Contracts;
using Actors.Contracts.Secrets;
using Actors.Grains.Infrastructure.ReadModels;
using Actors.Grains.Infrastructure.Secrets;

namespace Actors.Grains.Tenancy.Transfer;

/// <summary>A tenant that an archive is stored as.</summary>
/// <param name="Tenant">Its id here.</param>
/// <param name="From">Its id where it was exported.</param>
/// <param name="DataKeys">What its secrets are sealed with in the archive.</param>
/// <param name="Grains">The grains of this platform.</param>
/// <param name="Records">Where records are stored.</param>
/// <param name="Box">Seals its secrets anew.</param>
internal sealed record Target(string Tenant, string From, IReadOnlyList<WrappedDataKey> DataKeys, IGrainFactory Grains, ITenantRecords Records, SecretBox Box)
{
    /// <summary>The key of something of the tenant, here.</summary>
    public string Key(string local) => GrainKeys.User(Tenant, local);

    /// <summary>The key it had there.</summary>
    public string KeyThere(string local) => GrainKeys.User(From, local);

    /// <summary>A secret of the archive, sealed anew for its place here.</summary>
    public async Task<string> Reseal(string sealedText, Func<string, SecretPlace> place, string local) =>
        await Box.Seal(Box.OpenWith(DataKeys, sealedText, place(KeyThere(local))), place(Key(local)));
}
