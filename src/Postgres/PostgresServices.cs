using System.Text.Json.Serialization;
using Actors.Grains.A2A;
using Actors.Grains.A2A.Activity;
using Actors.Grains.A2A.Push;
using Actors.Grains.Infrastructure.Events;
using Actors.Grains.Infrastructure.ReadModels;
using Actors.Postgres.Events;
using Actors.Postgres.Migrations;
using Actors.Postgres.Ownership;
using Actors.Postgres.ReadModels;
using Actors.Postgres.Storage;
using Actors.Postgres.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Actors.Postgres;

/// <summary>Registers everything of this project with a host.</summary>
public static partial class PostgresServices
{
    /// <summary>
    /// Adds connections, migrations at start, grain storage (the default one), a readiness check and, embedded, reminders and
    /// the ownership of the database. Source-generated JSON metadata is taken from the registered <see cref="JsonSerializerContext"/>s.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="databaseUrl">See <see cref="DatabaseUrl"/>; one that cannot be read stops the host when it starts.</param>
    /// <param name="options">Whose rows; the default is what this product uses.</param>
    public static IServiceCollection AddPostgres(this IServiceCollection services, string databaseUrl, PostgresStorageOptions? options = null)
    {
        services.AddPostgresConnections(databaseUrl);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options ?? new PostgresStorageOptions());
        services.AddSingleton<GrainStateJson>();
        services.TryAddSingleton<PostgresGrainStorage>();
        services.AddKeyedSingleton<IGrainStorage>("Default", (provider, _) => provider.GetRequiredService<PostgresGrainStorage>());
        services.TryAddSingleton(provider => provider.GetRequiredKeyedService<IGrainStorage>("Default"));
        services.AddReadModels();
        AddRuntime(services);
        services.AddSingleton<DatabaseOwner>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<DatabaseOwner>());
        services.AddSingleton<Migrator>();
        services.AddHostedService<MigrateAtStart>();
        services.AddHostedService(provider => provider.GetRequiredService<AuditChaining>());
        services.AddHostedService(provider => provider.GetRequiredService<UsageLedger>());
        services.AddSingleton<PostgresHealthCheck>();
        services.AddHealthChecks().AddCheck<PostgresHealthCheck>("postgres", tags: ["ready"], timeout: TimeSpan.FromSeconds(2));
        return services;
    }

    /// <summary>Adds connections alone, for a process that runs no grains.</summary>
    public static IServiceCollection AddPostgresConnections(this IServiceCollection services, string databaseUrl)
    {
        var database = new Lazy<NpgsqlDataSource>(() => DataSource(Defaults(DatabaseUrl.Parse(databaseUrl))));
        _ = Task.Run(() => Warm(database));
        return services.AddSingleton(_ => database.Value);
    }

    /// <summary>What grains ask across grains.</summary>
    private static IServiceCollection AddReadModels(this IServiceCollection services) => services
        .AddSingleton<TenantRows>()
        .AddSingleton<CallsUnderWay>()
        .AddSingleton<AuditChaining>()
        .AddSingleton<IAuditLog, AuditLog>()
        .AddSingleton<UsageLedger>()
        .AddSingleton<IUsageLedger>(provider => provider.GetRequiredService<UsageLedger>())
        .AddSingleton<IStoredAnswers, StoredAnswers>()
        .AddSingleton<EventLog>()
        .AddSingleton<IEventLog>(provider => provider.GetRequiredService<EventLog>())
        .AddSingleton<ITaskLog, TaskLog>()
        .AddSingleton<IAgentActivity, AgentActivity>()
        .AddSingleton<IPushQueue, PushQueue>()
        .AddSingleton<ITenantRecords, TenantRecords>()
        .AddSingleton<IStoredStates, StoredStates>();

    /// <summary>What only one of the runtimes needs.</summary>
    static partial void AddRuntime(IServiceCollection services);

    /// <summary>Short time-outs, so that a call fails rather than hangs; a URL that sets them itself is left alone.</summary>
    private static NpgsqlConnectionStringBuilder Defaults(NpgsqlConnectionStringBuilder settings)
    {
        Default("Application Name", "actors");
        Default("Maximum Pool Size", 20);
        Default("Timeout", 2);
        Default("Command Timeout", 4);
        Default("Cancellation Timeout", 500);
        Default("Max Auto Prepare", 50);
        Default("Auto Prepare Min Usages", 2);
        Default("No Reset On Close", true);
        Default("TCP Keepalive", true);
        Default("TCP Keepalive Time", 10);
        Default("GSS Encryption Mode", GssEncryptionMode.Disable);
        return settings;

        void Default(string keyword, object value)
        {
            if (!settings.ShouldSerialize(keyword))
                settings[keyword] = value;
        }
    }

    private static NpgsqlDataSource DataSource(NpgsqlConnectionStringBuilder settings)
    {
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        return builder.Build();
    }

    /// <summary>Connects on another core while the host is still being built. An error shows again where the connection is needed.</summary>
    private static async Task Warm(Lazy<NpgsqlDataSource> database)
    {
        try
        {
            await using var one = await database.Value.OpenConnectionAsync();
            await using var other = await database.Value.OpenConnectionAsync();
            await Migrator.Applied(one, CancellationToken.None);
            _ = Migration.All;
        }
        catch (Exception e) when (e is NpgsqlException or FormatException or ObjectDisposedException)
        {
            return;
        }
    }
}
