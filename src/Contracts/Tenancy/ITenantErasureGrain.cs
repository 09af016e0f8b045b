namespace Actors.Contracts.Tenancy;

/// <summary>The end of one tenant, once its grace period is over. Key: <see cref="GrainKeys.Tenant"/>.</summary>
[Alias("tenant_erasure")]
public interface ITenantErasureGrain : IGrainWithStringKey
{
    /// <summary>Has <see cref="Erase"/> run at a time to come, whatever restarts until then.</summary>
    [PlatformOnly, Idempotent, Alias("schedule")]
    Task Schedule(DateTimeOffset at, CancellationToken cancellation);

    /// <summary>
    /// Deletes all that is the tenant's, unless it was activated again or its time has not come: its people's keys and addresses,
    /// the keys that its secrets are sealed with, and then every row. Repeating it finishes what was cut short.
    /// </summary>
    [PlatformOnly, Idempotent, Alias("erase")]
    Task Erase(CancellationToken cancellation);
}
