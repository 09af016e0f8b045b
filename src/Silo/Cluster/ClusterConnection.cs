using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actors.Silo.Cluster;

/// <summary>
/// Whether this gateway reaches its cluster. It waits for the first silo for as long as it takes, and comes back by itself
/// when all silos were gone.
/// </summary>
internal sealed partial class ClusterConnection(ILogger<ClusterConnection> log) : IHostedLifecycleService, IClientConnectionRetryFilter, IHealthCheck
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private volatile bool started;
    private volatile bool lost;
    private bool waiting;

    /// <summary>Whether calls can be sent.</summary>
    public bool IsUp => started && !lost;

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

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (!waiting) LogWaiting(exception.Message);
        waiting = true;
        await Task.Delay(Pause, cancellationToken);
        return true;
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(IsUp ? HealthCheckResult.Healthy("Connected with the cluster.") : HealthCheckResult.Unhealthy("No silo can be reached."));

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
