using System.Diagnostics;
using Actors.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;

namespace Actors.Benchmarks.Storage;

/// <summary>A silo with one grain storage, and callers in it who wait for each answer, every one with a share of the grains.</summary>
internal sealed class BenchSilo(string name, IHost host) : IContender, IAsyncDisposable
{
    private const int GrainsPerCaller = 16;

    public string Name => name;

    public static async Task<BenchSilo> Start<T>(string name, string url, int port) where T : class, IGrainStorage
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddPostgres(url, new PostgresStorageOptions(name)).AddAdoNetStorage(url);
        builder.Services.AddKeyedSingleton<IGrainStorage>("Default", (services, _) => services.GetRequiredService<T>());
        builder.UseOrleans(silo => silo.UseLocalhostClustering(siloPort: port, gatewayPort: port + 1, serviceId: name, clusterId: "bench"));
        var host = builder.Build();
        await host.StartAsync();
        return new BenchSilo(name, host);
    }

    public async Task<double> Run(TimeSpan length, int concurrency)
    {
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        var started = Stopwatch.GetTimestamp();
        var saved = await Task.WhenAll(Enumerable.Range(0, concurrency).Select(caller => Task.Run(async () =>
        {
            var notes = Enumerable.Range(0, GrainsPerCaller).Select(n => grains.GetGrain<INoteGrain>($"bench/{caller}-{n}")).ToArray();
            var saves = 0;
            for (; Stopwatch.GetElapsedTime(started) < length; saves++)
                await notes[saves % notes.Length].Save();
            return saves;
        })));
        return saved.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
