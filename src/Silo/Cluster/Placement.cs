using Orleans.Hosting;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace Actors.Silo.Cluster;

/// <summary>Where grains are activated, and when they move.</summary>
internal static class Placement
{
    /// <summary>
    /// New activations go to the silo that has the fewest, except those of one person's grains, which are marked to be
    /// activated where their first call arrives: it saves a hop, and what calls each other stays together. The rebalancer
    /// moves idle ones, with their state in memory, to a silo that joined later.
    /// </summary>
    public static void AddPlacement(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<PlacementStrategy, ActivationCountBasedPlacement>();
        silo.Services.AddSingleton<StateCodec>();
        silo.Services.AddSingleton<IGeneralizedCodec>(services => services.GetRequiredService<StateCodec>());
        silo.Services.AddSingleton<IGeneralizedCopier>(services => services.GetRequiredService<StateCodec>());
        silo.Services.AddSingleton<ITypeFilter>(services => services.GetRequiredService<StateCodec>());
#pragma warning disable ORLEANSEXP001, ORLEANSEXP002, ORLEANSEXP003 // The rebalancer is marked experimental; it moves activations, which are allowed to move.
        silo.AddActivationRebalancer();
#pragma warning restore ORLEANSEXP001, ORLEANSEXP002, ORLEANSEXP003
    }
}
