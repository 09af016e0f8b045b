using Actors.Postgres.Ownership;
using Actors.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace Actors.Postgres.Tests;

/// <summary>A database belongs to one cluster at a time, however many silos it has and however they start.</summary>
public sealed class DatabaseOwnerTests : IAsyncLifetime
{
    private TestDatabase database = null!;

    public async Task InitializeAsync() => database = await TestDatabase.Create();

    public Task DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task Silos_of_one_cluster_share_it_even_when_all_start_at_once_and_another_cluster_waits_for_the_last()
    {
        for (var round = 0; round < 3; round++)
        {
            var silos = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Start($"blue{round}")));
            foreach (var silo in silos)
            {
                var refusal = await Assert.ThrowsAsync<DatabaseOwnedException>(() => Start("green"));
                Assert.Contains($"in use by the cluster blue{round}", refusal.Message, StringComparison.Ordinal);
                await silo.StopAsync();
                silo.Dispose();
            }
        }
    }

    private async Task<IHost> Start(string cluster)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.Configure<ClusterOptions>(options => options.ClusterId = cluster);
        builder.Services.AddPostgres(database.Url);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
