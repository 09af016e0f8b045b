using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actors.Silo.Cluster;

/// <summary>
/// Whether this gateway reaches its cluster. It waits for the first silo for as long as it takes, and comes back by itself
/// when all silos were gone.
/// </summary>
internal sealed partial class ClusterConnection(IServiceProvider services, ILogger<ClusterConnection> log) : IHostedLifecycleService, IClientConnectionRetryFilter, IHealthCheck
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500), Patience = TimeSpan.FromSeconds(1);

    private volatile bool started;
    private volatile bool lost;
    private bool waiting;

    /// <summary>Whether calls can be sent. A call sent before that would never be answered.</summary>
    public bool HasStarted => started;

    /// <summary>Whether all silos were gone when last heard of. Only a call finds out that one is back.</summary>
    public bool IsLost => lost;

    /// <summary>The last silo is gone.</summary>
    public void Lost()
    {
        lost = true;
        LogLost();
    }

    /// <summary>The number of silos that this gateway is connected with has changed.</summary>
    public void Changed(int silos)
    {
        if (silos == 0 || !lost) return;
        lost = false;
        LogUp();
    }

    /// <summary>Turns requests away until the first silo is there: only from a silo does a gateway learn which grains there are.</summary>
    public Task Await(HttpContext context, RequestDelegate next) => started ? next(context) : throw CallRecovery.Unreachable();

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (!waiting) LogWaiting(exception.Message);
        waiting = true;
        await Task.Delay(Pause, cancellationToken);
        return true;
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (started && lost)
                await services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true).WaitAsync(Patience, cancellationToken);
        }
        catch (Exception e) when (e is OrleansException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("No silo can be reached.", e);
        }

        return started ? HealthCheckResult.Healthy("Connected with the cluster.") : HealthCheckResult.Unhealthy("No silo could be reached yet.");
    }

    /// <summary>Every service of the host has started, the cluster client among them.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        started = true;
        LogUp();
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "No silo can be reached yet; trying until one can: {Reason}")]
    private partial void LogWaiting(string reason);

    [LoggerMessage(LogLevel.Warning, "The last silo is gone; calls fail until one is back")]
    private partial void LogLost();

    [LoggerMessage(LogLevel.Information, "Connected with the cluster")]
    private partial void LogUp();
}
