using Microsoft.Extensions.Configuration;

namespace Actors.Gateway.Streams;

/// <summary>Registers what long-lived streams have in common, whatever protocol they are of.</summary>
internal static class StreamServices
{
    public static IServiceCollection AddStreams(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<StreamOptions>(configuration.GetSection(StreamOptions.Section));
        services.AddSingleton<StreamLimits>();
        services.AddSingleton<StreamUpkeep>().AddHostedService(provider => provider.GetRequiredService<StreamUpkeep>());
        return services;
    }
}
