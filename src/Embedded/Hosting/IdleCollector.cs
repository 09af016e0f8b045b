using Microsoft.Extensions.Hosting;

namespace Actors.Embedded;

/// <summary>Deactivates what has been idle for long enough: one timer for all activations.</summary>
internal sealed class IdleCollector(ActorRuntime runtime) : IHostedService
{
    private ITimer? timer;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        timer = runtime.Clock.CreateTimer(_ => Collect(), null, runtime.Options.CollectionQuantum, runtime.Options.CollectionQuantum);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (timer is not null) await timer.DisposeAsync();
    }

    private void Collect()
    {
        foreach (var activation in runtime.Directory.All) activation.DeactivateIfIdle();
    }
}
