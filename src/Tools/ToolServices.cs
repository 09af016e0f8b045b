using Actors.Contracts;
using Actors.Contracts.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Actors.Tools;

/// <summary>Registers the catalog.</summary>
public static class ToolServices
{
    /// <summary>
    /// Adds the <see cref="ToolCatalog"/>, read when it is first needed and at the latest just after the start. Gateway and grains both
    /// ask for it; in one process they share it.
    /// </summary>
    public static IServiceCollection AddTools(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new ToolCatalogBuilder(
            provider.GetRequiredService<IGrainFactory>(),
            [typeof(Caller).Assembly, .. provider.GetServices<ToolContracts>().Select(more => more.Assembly)]).Build());
        services.AddHostedService<ToolCatalogWarmUp>();
        return services;
    }

    /// <summary>Reads the catalog off the path of the start: the process is ready before, and the first call finds it there.</summary>
    private sealed class ToolCatalogWarmUp(IServiceProvider services) : IHostedLifecycleService
    {
        public Task StartedAsync(CancellationToken cancellationToken)
        {
            _ = Task.Run(services.GetRequiredService<ToolCatalog>, CancellationToken.None);
            return Task.CompletedTask;
        }

        public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
