using System.Collections.Concurrent;
using System.Reflection;

namespace Actors.Embedded;

/// <summary>Makes references, and keeps what they share: a prototype for each interface and the descriptions of methods.</summary>
internal sealed class GrainFactory(ActorRuntime runtime) : IGrainFactory
{
    private readonly ConcurrentDictionary<Type, GrainReference> prototypes = new();
    private readonly ConcurrentDictionary<MethodInfo, GrainMethod> methods = new();

    public ActorRuntime Runtime { get; } = runtime;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey =>
        (TGrainInterface)(object)Reference(typeof(TGrainInterface), primaryKey, Runtime.Classes.Of(typeof(TGrainInterface), grainClassNamePrefix));

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) =>
        (IGrain)(object)Reference(grainInterfaceType, grainPrimaryKey, Runtime.Classes.Of(grainInterfaceType, prefix: null));

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId) where TGrainInterface : IAddressable =>
        (TGrainInterface)(object)Prototype(typeof(TGrainInterface)).To(grainId, Runtime.Classes.Of(grainId.Type));

    public GrainMethod Method(MethodInfo contract) => methods.TryGetValue(contract, out var method) ? method : methods.GetOrAdd(contract, GrainMethod.Of);

    private GrainReference Reference(Type grainInterface, string key, GrainClass grainClass) =>
        Prototype(grainInterface).To(GrainId.Create(grainClass.GrainType, key), grainClass);

    private GrainReference Prototype(Type grainInterface) =>
        prototypes.TryGetValue(grainInterface, out var prototype)
            ? prototype
            : prototypes.GetOrAdd(grainInterface, static (type, factory) => GrainReference.Prototype(type, factory), this);
}
