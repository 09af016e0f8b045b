using Actors.Contracts.A2A;
using Actors.Contracts.Tools;
using Actors.Grains.Infrastructure;
using Actors.Grains.Infrastructure.Calls;
using Actors.Grains.Tests.A2A.Concierge;
using Actors.Postgres;
using Actors.Postgres.Storage;
using Actors.Silo.Hosting;
using Actors.TestKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Actors.Grains.Tests;

/// <summary>The grains on the runtime this suite was built for, on a database of the test class's own.</summary>
public class ActorHost : IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private IHost? host;

    public IGrainFactory Grains => host!.Services.GetRequiredService<IGrainFactory>();

    /// <summary>The grain storages that the runtime can be set to use, by their types.</summary>
    public static TheoryData<Type> Storages => [typeof(PostgresGrainStorage)];

    /// <summary>What the runtime and its grains are made of.</summary>
    public IServiceProvider Services => host!.Services;

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

    /// <summary>Ends every activation and starts anew on the same database.</summary>
    public async Task Restart()
    {
        await Stop();
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
        await Stop();
        await database.DisposeAsync();
        File.Delete(MasterKeyFile);
    }

    private async Task Start()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("Actors:MasterKeyFile", MasterKeyFile), new("Actors:OutboundNetworks:0", "127.0.0.1")]);
        foreach (var (name, value) in Settings) builder.Configuration[name] = value;
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddPostgres(database.Url);
        builder.Services.AddDefaultStorage<PostgresGrainStorage>();
        builder.Services.AddSingleton(new AgentContracts(typeof(ActorHost).Assembly)).AddSingleton(new ToolContracts(typeof(ActorHost).Assembly)).AddSingleton(Ground);
        builder.Services.AddGrainServices(builder.Configuration);
        builder.Services.AddSingleton<IIncomingGrainCallFilter, AuthorityFilter>();
        builder.Services.AddSingleton<IIncomingGrainCallFilter, CallFilter>();
        builder.Services.AddEmbeddedActors(null, typeof(AuthorityFilter).Assembly, typeof(ActorHost).Assembly);
        host = builder.Build();
        await host.StartAsync();
    }

    private async Task Stop()
    {
        await host!.StopAsync();
        host.Dispose();
    }
}
