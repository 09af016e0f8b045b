using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Actors.Outbound;

/// <summary>Registers what speaks to servers elsewhere.</summary>
public static class OutboundServices
{
    /// <summary>Adds the guard and what is behind it, once. A setting that is no network, or names no file, refuses the start.</summary>
    public static IServiceCollection AddOutbound(this IServiceCollection services, IConfiguration configuration)
    {
        if (services.Any(service => service.ServiceType == typeof(OutboundGuard))) return services;
        services.AddOptions<OutboundOptions>().Bind(configuration.GetSection(OutboundOptions.Section))
            .Validate(o => o.OutboundNetworks.All(text => Networks.TryParse(text, out _)), "Actors:OutboundNetworks must be networks such as 10.0.0.0/8, or addresses.")
            .Validate(o => o.OutboundCertificates is null || File.Exists(o.OutboundCertificates), "Actors:OutboundCertificates names a file that does not exist.")
            .ValidateOnStart();
        services.TryAddSingleton<OutboundGuard>();
        services.TryAddSingleton<OutboundHttp>();
        return services;
    }
}
