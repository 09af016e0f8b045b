using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actors.Silo.Cluster;

/// <summary>Ready while this silo is an active member of its cluster.</summary>
internal sealed class SiloHealth(ISiloStatusOracle members) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(members.CurrentStatus is SiloStatus.Active
            ? HealthCheckResult.Healthy($"Active as {members.SiloAddress.Endpoint}, in a cluster of {members.GetApproximateSiloStatuses(onlyActive: true).Count}.")
            : HealthCheckResult.Unhealthy($"The silo is {members.CurrentStatus}."));
}
