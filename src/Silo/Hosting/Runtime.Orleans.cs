using System.Net;
using Actors.Grains.Infrastructure;
using Actors.Postgres;
using Npgsql;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;

namespace Actors.Silo.Hosting;

/// <summary>The composition root of the cluster flavour; its sibling Runtime.Embedded.cs is the single process's.</summary>
internal static class Runtime
{
    /// <summary>Makes this process a silo of the cluster that shares its Postgres database, with the gateway in it.</summary>
    public static void AddActorRuntime(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection(ClusterSettings.Section).Get<ClusterSettings>() ?? new();
        var database = new NpgsqlConnectionStringBuilder(DatabaseUrl.Parse(builder.Configuration["DATABASE_URL"]!).ConnectionString).ConnectionString;

        builder.Services.AddGrainServices(builder.Configuration);
        builder.Host.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (settings.ClusterId, settings.ServiceId));
            silo.ConfigureEndpoints(IPAddress.Parse(settings.AdvertisedAddress), settings.SiloPort, settings.GatewayPort);
            silo.UseAdoNetClustering((AdoNetClusteringSiloOptions clustering) => (clustering.Invariant, clustering.ConnectionString) = ("Npgsql", database));
            silo.UseAdoNetReminderService((AdoNetReminderTableOptions reminders) => (reminders.Invariant, reminders.ConnectionString) = ("Npgsql", database));
            silo.AddIncomingGrainCallFilter<AuthorityFilter>();
        });
    }
}
