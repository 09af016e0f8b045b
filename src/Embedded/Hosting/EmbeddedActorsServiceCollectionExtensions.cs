using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Embedded;

/// <summary>Adds the runtime to a host.</summary>
public static class EmbeddedActorsServiceCollectionExtensions
{
    /// <summary>
    /// Adds the runtime. Besides, the host registers an <see cref="IGrainStorage"/> keyed <c>Default</c>, an
    /// <see cref="IReminderTable"/> if grains have reminders, and its call filters.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Changes the options.</param>
    /// <param name="grainAssemblies">The assemblies that hold the grain classes.</param>
    public static EmbeddedActorsBuilder AddEmbeddedActors(
        this IServiceCollection services, Action<EmbeddedActorOptions>? configure, params Assembly[] grainAssemblies)
    {
        if (configure is not null) services.Configure(configure);
        throw new NotSupportedException(grainAssemblies.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
