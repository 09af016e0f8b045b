using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Serialization;

namespace Actors.Postgres.Tests;

/// <summary>Our storage and the one of Orleans on one database, started as a silo starts them, without the silo.</summary>
internal static class AdoNetProvider
{
    public static async Task<ServiceProvider> Start(string url, string service)
    {
        var services = new ServiceCollection()
            .AddLogging().AddSerializer()
            .Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = ("test", service))
            .AddPostgres(url, new PostgresStorageOptions(service)).AddAdoNetStorage(url)
            .BuildServiceProvider();
        var lifecycle = new SiloLifecycleSubject(NullLogger<SiloLifecycleSubject>.Instance);
        foreach (var participant in services.GetServices<ILifecycleParticipant<ISiloLifecycle>>())
            participant.Participate(lifecycle);
        await lifecycle.OnStart(CancellationToken.None);
        return services;
    }
}
