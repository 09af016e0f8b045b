using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Admission;

/// <summary>Registers what admits calls.</summary>
internal static class AdmissionServices
{
    public static IServiceCollection AddAdmission(this IServiceCollection services, IConfiguration configuration) => services
        .Configure<AdmissionOptions>(configuration.GetSection(AdmissionOptions.Section))
        .AddSingleton(new FairReading(Environment.ProcessorCount))
        .AddSingleton<IConfigureOptions<KestrelServerOptions>, FairEndpoints>()
        .AddSingleton<BodyRoom>()
        .AddSingleton<CallAdmission>()
        .AddSingleton<IAdmission>(provider => provider.GetRequiredService<CallAdmission>())
        .AddHostedService(provider => provider.GetRequiredService<CallAdmission>());

    private sealed class FairEndpoints(FairReading reading) : IConfigureOptions<KestrelServerOptions>
    {
        public void Configure(KestrelServerOptions options) => options.ConfigureEndpointDefaults(endpoint => endpoint.Use(reading.Use));
    }
}
