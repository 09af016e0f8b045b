using Actors.Contracts;
using Actors.Grains.Infrastructure.ReadModels;
using Actors.Grains.Infrastructure.Secrets;

namespace Actors.Grains.Tenancy.Transfer;

/// <summary>A tenant that is read out.</summary>
internal sealed record Source(string Tenant, ITenantRecords Records, IAuditLog Audit, SecretBox Box)
{
    /// <summary>The key of something of the tenant.</summary>
    public string Key(string local) => GrainKeys.User(Tenant, local);
}
