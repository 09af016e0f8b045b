using System.Net;
using System.Reflection;
using Actors.Grains.Infrastructure;
using Actors.Grains.Infrastructure.Calls;
using Actors.Postgres;
using Actors.Silo.Cluster;
using Actors.Silo.Operations;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Metadata;
using Orleans.Serialization.Configuration;

namespace Actors.Silo.Hosting;

/// <summary>The composition root of the cluster flavour; its sibling Runtime.Embedded.cs is the single process's.</summary>
internal static class Runtime
{
    /// <summary>Makes this process a member of the cluster that shares its Postgres database: a silo, a gateway or both.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="more">Assemblies with grains beside the product's own; Orleans finds them by itself.</param>
    public static HostRole AddActorRuntime(this WebApplicationBuilder builder, params Assembly[] more)
    {
        var settings = ClusterSettings.Read(builder.Configuration);
        var tls = settings.Tls is null ? null : new MemberCertificate(settings.Tls);
        var database = DatabaseUrl.Parse(builder.DatabaseUrl()).ConnectionString;

        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<IGrainInterfaceTypeProvider, KnownInterfaces>(); // before Orleans adds its own: the first to know answers
        builder.Services.Configure<ClusterOptions>(cluster =>
            (cluster.ClusterId, cluster.ServiceId) = (settings.ClusterId, new PostgresStorageOptions().ServiceId));
        builder.Services.Configure<TypeManifestOptions>(types => types.AllowedTypes.Add(typeof(RunningCalls).FullName!));
        if (tls is not null)
            builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<MutualTls>(services, tls));

        if (settings.Role.HasFlag(HostRole.Silo)) builder.AddSilo(settings, database, secured: tls is not null);
        else builder.AddClient(database, secured: tls is not null);
        return settings.Role;
    }

    /// <summary>Answers for the runtime while it cannot take calls yet. Comes after the gateway, which words errors.</summary>
    public static void UseActorRuntime(this WebApplication app)
    {
        if (app.Services.GetService<ClusterConnection>() is { } connection) app.Use(connection.Await);
    }

    private static void AddSilo(this WebApplicationBuilder builder, ClusterSettings settings, string database, bool secured)
    {
        builder.AddDatabase();
        builder.Services.AddGrainServices(builder.Configuration);
        builder.Services.AddHostedService<JoinCheck>();
        builder.Services.AddHealthChecks().AddCheck<SiloHealth>("silo", tags: [OperationsEndpoints.ReadyTag]);
        builder.Host.UseOrleans(silo =>
        {
            silo.ConfigureEndpoints(IPAddress.Parse(settings.AdvertisedAddress), settings.SiloPort, settings.GatewayPort,
                listenOnAnyHostAddress: !IPAddress.IsLoopback(IPAddress.Parse(settings.AdvertisedAddress)));
            silo.UseAdoNetClustering((AdoNetClusteringSiloOptions clustering) => (clustering.Invariant, clustering.ConnectionString) = ("Npgsql", database));
            silo.UseAdoNetReminderService((AdoNetReminderTableOptions reminders) => (reminders.Invariant, reminders.ConnectionString) = ("Npgsql", database));
            silo.AddIncomingGrainCallFilter<AuthorityFilter>();
            silo.AddIncomingGrainCallFilter<CallFilter>();
            RunningCalls.AddTo(silo);
            silo.AddOutgoingGrainCallFilter<StorageErrors>();
            silo.AddOutgoingGrainCallFilter<CallRecovery>();
            silo.Configure<ClusterMembershipOptions>(Membership.Configure);
            silo.Configure<SiloMessagingOptions>(Membership.Configure);
            silo.AddPlacement();
            silo.Services.AddSingleton<IFatalErrorHandler, Eviction>();
            if (secured) silo.Services.AddOptions<SiloConnectionOptions>().Configure<MutualTls>((connections, tls) => tls.Secure(connections));
        });
    }

    private static void AddClient(this WebApplicationBuilder builder, string database, bool secured)
    {
        builder.Services.AddPostgresConnections(builder.DatabaseUrl());
        builder.Services.AddSingleton<ClusterConnection>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ClusterConnection>());
        builder.Services.AddHealthChecks().AddCheck<ClusterConnection>("cluster", tags: [OperationsEndpoints.ReadyTag]);
        // The gateway answers while it waits for the first silo, so that it can say what it waits for.
        builder.Services.Configure<HostOptions>(host => host.ServicesStartConcurrently = true);
        builder.Host.UseOrleansClient(client =>
        {
            client.UseAdoNetClustering((AdoNetClusteringClientOptions clustering) => (clustering.Invariant, clustering.ConnectionString) = ("Npgsql", database));
            client.UseConnectionRetryFilter<ClusterConnection>();
            client.AddClusterConnectionLostHandler(services => (_, _) => services.GetRequiredService<ClusterConnection>().Lost());
            client.AddGatewayCountChangedHandler(services => (_, silos) => services.GetRequiredService<ClusterConnection>().Changed(silos.NumberOfConnectedGateways));
            CallsInFlight.AddTo(client);
            client.AddOutgoingGrainCallFilter<StorageErrors>();
            client.AddOutgoingGrainCallFilter<CallRecovery>();
            client.Configure<GatewayOptions>(Membership.Configure);
            client.Configure<ClientMessagingOptions>(Membership.Configure);
            if (secured) client.Services.AddOptions<ClientConnectionOptions>().Configure<MutualTls>((connections, tls) => tls.Secure(connections));
        });
    }
}
