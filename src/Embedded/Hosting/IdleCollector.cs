using Microsoft.Extensions.Hosting;

namespace Actors.Embedded;

/// <summary>Deactivates what has been idle for long enough: one timer for all activations.</summary>
internal sealed class IdleCollector(ActorRuntime runtime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(runtime.Options.CollectionQuantum, runtime.Clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            foreach (var activation in runtime.Directory.All) activation.DeactivateIfIdle();
    }
}
