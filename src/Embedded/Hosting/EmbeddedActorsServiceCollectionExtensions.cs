using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Actors.Embedded;

/// <summary>Adds the runtime to a host.</summary>
public static class EmbeddedActorsServiceCollectionExtensions
{
    /// <summary>
    /// Adds the runtime. Besides, the host registers an <see cref="IGrainStorage"/> keyed <c>Default</c>, an
    /// <see cref="IReminderTable"/> if grains have reminders, and its call filters. What is registered before this
    /// stops after the grains have ended.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Changes the options.</param>
    /// <param name="grainAssemblies">The assemblies that hold the grain classes.</param>
    public static EmbeddedActorsBuilder AddEmbeddedActors(
        this IServiceCollection services, Action<EmbeddedActorOptions>? configure, params Assembly[] grainAssemblies)
    {
        if (configure is not null) services.Configure(configure);
        services.AddOptions();
        services.AddLogging();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new GrainClasses(grainAssemblies));
        services.AddSingleton<ActorMetrics>();
        services.AddSingleton<ActorRuntime>();
        services.AddSingleton<IGrainFactory, GrainFactory>();
        services.AddSingleton<ReminderService>();
        services.AddSingleton<IReminderRegistry>(provider => provider.GetRequiredService<ReminderService>());
        services.AddHostedService<Drain>();
        services.AddHostedService<IdleCollector>();
        services.AddHostedService(provider => provider.GetRequiredService<ReminderService>());
        return new(services);
    }
}
