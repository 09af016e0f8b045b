using System.Collections.Concurrent;
using Orleans.Metadata;
using Orleans.Serialization.TypeSystem;

namespace Actors.Silo.Cluster;

/// <summary>
/// Remembers the name of each grain interface. Orleans reads it from the interface's attributes each time a reference is
/// made, which costs a twelfth of a short call.
/// </summary>
internal sealed class KnownInterfaces(IServiceProvider services, TypeConverter types) : IGrainInterfaceTypeProvider
{
    private readonly ConcurrentDictionary<Type, GrainInterfaceType> known = new();
    private GrainInterfaceTypeResolver? resolver;

    public bool TryGetGrainInterfaceType(Type type, out GrainInterfaceType grainInterfaceType)
    {
        resolver ??= new(services.GetServices<IGrainInterfaceTypeProvider>().Where(provider => provider is not KnownInterfaces), types);
        grainInterfaceType = known.GetOrAdd(type, resolver.GetGrainInterfaceType);
        return true;
    }
}
