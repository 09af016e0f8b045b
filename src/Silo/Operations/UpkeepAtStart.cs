using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Contracts.Retention;
using Actors.Silo.Hosting;

namespace Actors.Silo.Operations;

/// <summary>
/// Sees to it, once the host has started, that the database is kept free of what has ended, and that work is taken up which a dead
/// process left.
/// </summary>
internal sealed partial class UpkeepAtStart(IGrainFactory grains, IHostApplicationLifetime lifetime, ILogger<UpkeepAtStart> logger) : BackgroundService
{
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!await lifetime.HasStarted(stoppingToken)) return;
        using var platform = Caller.Platform("upkeep").Enter();
        while (!await TryStart(stoppingToken)) await Task.Delay(Retry, stoppingToken);
    }

    private async Task<bool> TryStart(CancellationToken stopping)
    {
        try
        {
            await grains.GetGrain<IRetentionGrain>(GrainKeys.Operations).Start(stopping);
            await grains.GetGrain<IAgentTaskKeeperGrain>(GrainKeys.Operations).Start(stopping);
            return true;
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            LogNotStarted(failure);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Upkeep could not be started; it is tried again in a minute")]
    private partial void LogNotStarted(Exception failure);
}
