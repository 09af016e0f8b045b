using Actors.Gateway.A2A;
using Actors.Gateway.Admission;
using Actors.Gateway.Authentication;
using Actors.Gateway.Errors;
using Actors.Gateway.Mcp;
using Actors.Gateway.OAuth;
using Actors.Gateway.Pages;
using Actors.Gateway.Rest;
using Actors.Gateway.Streams;
using Actors.Gateway.Tools;
using Actors.Outbound;
using Actors.Tools;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Gateway;

/// <summary>The gateway's table of contents.</summary>
public static class GatewayExtensions
{
    /// <summary>Registers every surface. Needs an <see cref="IGrainFactory"/> from the host.</summary>
    public static IServiceCollection AddGateway(this IServiceCollection services, IConfiguration configuration)
    {
        GatewaySettings.AddTo(services, configuration);
        services.AddOutbound(configuration);
        services.AddCallerAuthentication();
        services.AddErrors();
        services.AddTools();
        services.AddSingleton<Rounds>();
        services.AddAdmission(configuration);
        services.AddOAuth();
        services.AddPages();
        services.AddStreams(configuration);
        services.AddMcp(configuration);
        services.AddA2A();
        services.AddRest();
        return services;
    }

    /// <summary>Maps every surface to its paths (design §7).</summary>
    public static WebApplication MapGateway(this WebApplication app)
    {
        app.Services.GetRequiredService<PublicAddress>().UsePath(app);
        app.UseErrors();
        app.UseTrustedProxies();
        app.UseCors();
        app.UseRateLimiter();
        app.MapOAuth();
        app.MapPages();
        app.MapMcp();
        app.MapA2A();
        app.MapRest();
        return app;
    }
}
