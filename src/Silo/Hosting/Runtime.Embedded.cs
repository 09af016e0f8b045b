using Actors.Grains.Infrastructure;

namespace Actors.Silo.Hosting;

/// <summary>The composition root of the single-process flavour; its sibling Runtime.Orleans.cs is the cluster's.</summary>
internal static class Runtime
{
    /// <summary>Runs every grain in this process.</summary>
    public static void AddActorRuntime(this WebApplicationBuilder builder)
    {
        builder.Services.AddGrainServices(builder.Configuration);
        builder.Services.AddSingleton<IIncomingGrainCallFilter, AuthorityFilter>();
        builder.Services.AddEmbeddedActors(builder.Configuration.GetSection("Actors:Runtime").Bind, typeof(AuthorityFilter).Assembly);
    }
}
