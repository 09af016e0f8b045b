using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Actors.Outbound;

/// <summary>Registers what speaks to servers elsewhere.</summary>
public static class OutboundServices
{
    /// <summary>Adds the guard and what is behind it, once.</summary>
    public static IServiceCollection AddOutbound(this IServiceCollection services, IConfiguration configuration)
    {
        if (services.Any(service => service.ServiceType == typeof(OutboundGuard))) return services;
        services.AddOptions<OutboundOptions>().Bind(configuration.GetSection(OutboundOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OutboundOptions>, OutboundSettings>();
        services.TryAddSingleton<OutboundGuard>();
        services.TryAddSingleton<OutboundHttp>();
        return services;
    }
}
