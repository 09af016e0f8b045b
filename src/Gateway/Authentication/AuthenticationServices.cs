using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Actors.Gateway.Authentication;

/// <summary>Registers what checks credentials.</summary>
public static class AuthenticationServices
{
    /// <summary>Adds what <see cref="CallerEndpoints.RequireCaller{TBuilder}"/> needs. <see cref="GatewayOptions"/> must be configured.</summary>
    public static IServiceCollection AddCallerAuthentication(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<VerificationKeys>();
        services.AddSingleton<FamilyCheck>();
        services.AddSingleton<AccessTokenCheck>();
        services.AddSingleton<ApiKeyCheck>();
        services.AddSingleton<Authenticator>();
        return services;
    }
}
