using Microsoft.Extensions.Configuration;

namespace Actors.Gateway.Admission;

/// <summary>Registers what admits calls.</summary>
internal static class AdmissionServices
{
    public static IServiceCollection AddAdmission(this IServiceCollection services, IConfiguration configuration) => services
        .Configure<AdmissionOptions>(configuration.GetSection(AdmissionOptions.Section))
        .AddSingleton<CallAdmission>()
        .AddSingleton<IAdmission>(provider => provider.GetRequiredService<CallAdmission>())
        .AddHostedService(provider => provider.GetRequiredService<CallAdmission>());
}
