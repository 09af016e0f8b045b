using Actors.Contracts.A2A;
using Actors.Contracts.Tools;
using Actors.Grains.Infrastructure;
using Actors.Grains.Infrastructure.Calls;
using Actors.Grains.Tests.A2A.Concierge;
using Actors.Postgres;
using Actors.Postgres.Storage;
using Actors.Silo.Cluster;
using Actors.Silo.Hosting;
using Actors.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Actors.Grains.Tests;

/// <summary>The grains on the runtime this suite was built for: two silos of Orleans, on a database of the test class's own.</summary>
public class ActorHost : IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private InProcessTestCluster? cluster;

    public IGrainFactory Grains => cluster!.Client;

    /// <summary>The grain storages that the runtime can be set to use, by their types.</summary>
    public static TheoryData<Type> Storages => [typeof(PostgresGrainStorage), typeof(AdoNetStorage)];

    /// <summary>What the runtime and its grains are made of, in one of the silos.</summary>
    public IServiceProvider Services => cluster!.Silos[0].ServiceProvider;

    /// <summary>What the tools of the concierge's tests dig in.</summary>
    public Ground Ground { get; } = new();

    /// <summary>A clock that tests move.</summary>
    public ManualTime Time { get; } = new();

    /// <summary>Where the master keys are; tests may write it.</summary>
    public string MasterKeyFile { get; } = TestSecrets.NewFile();

    /// <summary>Settings besides those of every host.</summary>
    protected virtual IReadOnlyList<(string Name, string Value)> Settings => [];

    public async Task InitializeAsync()
    {
        await database.InitializeAsync();
        await Start();
    }

    /// <summary>Ends every silo and starts anew on the same database.</summary>
    public async Task Restart()
    {
        await cluster!.DisposeAsync();
        Time.Reset(); // a silo's collector of idle activations must not be started with a clock that is ahead of the machine's
        await Start();
    }

    /// <summary>Runs a statement on the database, behind the grains' back, and answers its one value as text.</summary>
    public async Task<string?> Execute(string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        return (await command.ExecuteScalarAsync())?.ToString();
    }

    public async Task DisposeAsync()
    {
        await cluster!.DisposeAsync();
        await database.DisposeAsync();
        File.Delete(MasterKeyFile);
    }

    private async Task Start()
    {
        var builder = new InProcessTestClusterBuilder(initialSilosCount: 2);
        builder.Options.ServiceId = new PostgresStorageOptions().ServiceId;
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Configuration["Actors:MasterKeyFile"] = MasterKeyFile;
            host.Configuration["Actors:OutboundNetworks:0"] = "127.0.0.1";
            foreach (var (name, value) in Settings) host.Configuration[name] = value;
            host.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time));
            host.Services.AddPostgres(database.Url).AddAdoNetStorage(database.Url);
            host.Services.AddDefaultStorage<PostgresGrainStorage>();
            host.Services.AddSingleton(new AgentContracts(typeof(ActorHost).Assembly)).AddSingleton(new ToolContracts(typeof(ActorHost).Assembly)).AddSingleton(Ground);
            host.Services.AddGrainServices(host.Configuration);
        });
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddIncomingGrainCallFilter<AuthorityFilter>();
            silo.AddIncomingGrainCallFilter<CallFilter>();
            silo.AddOutgoingGrainCallFilter<StorageErrors>();
            silo.UseAdoNetReminderService((AdoNetReminderTableOptions reminders) => (reminders.Invariant, reminders.ConnectionString) = ("Npgsql", database.Url));
        });
        builder.ConfigureClient(client => client.AddOutgoingGrainCallFilter<StorageErrors>());
        cluster = builder.Build();
        await cluster.DeployAsync();
    }
}
