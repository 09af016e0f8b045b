using System.Reflection;
using Actors.Grains.Infrastructure;
using Actors.Grains.Infrastructure.Calls;

namespace Actors.Silo.Hosting;

/// <summary>The composition root of the single-process flavour; its sibling Runtime.Orleans.cs is the cluster's.</summary>
internal static class Runtime
{
    /// <summary>Runs every grain in this process, which owns its Postgres database.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="more">Assemblies with grains beside the product's own.</param>
    public static HostRole AddActorRuntime(this WebApplicationBuilder builder, params Assembly[] more)
    {
        if (builder.Configuration.GetSection("Actors:Cluster").Exists())
            throw new InvalidOperationException("Actors:Cluster is set, but this build runs alone: build with -p:ActorRuntime=Orleans for a cluster, or remove the setting.");
        builder.AddDatabase();
        builder.Services.AddGrainServices(builder.Configuration);
        builder.Services.AddSingleton<IIncomingGrainCallFilter, AuthorityFilter>();
        builder.Services.AddSingleton<IIncomingGrainCallFilter, CallFilter>();
        var settings = builder.Configuration.GetSection("Actors:Runtime");
        SettingsCheck.Demand(settings, typeof(EmbeddedActorOptions));
        builder.Services.AddEmbeddedActors(settings.Bind, [typeof(AuthorityFilter).Assembly, .. more]);
        return HostRole.Both;
    }

    /// <summary>Nothing to wait for: the runtime has started before the first request comes.</summary>
    public static void UseActorRuntime(this WebApplication app)
    {
    }
}
