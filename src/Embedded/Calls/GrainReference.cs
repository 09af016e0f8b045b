using System.Reflection;

namespace Actors.Embedded;

/// <summary>
/// The base of every reference to a grain. One is generated for each interface; references to the grains behind it are
/// copies of that one, which costs less than to construct them.
/// </summary>
internal class GrainReference : DispatchProxy
{
    public GrainFactory Factory { get; private set; } = null!;

    public GrainClass Class { get; private set; } = null!;

    public GrainId GrainId { get; private set; }

    public ActorRuntime Runtime => Factory.Runtime;

    public static GrainReference Prototype(Type grainInterface, GrainFactory factory)
    {
        var prototype = (GrainReference)Create(grainInterface, typeof(GrainReference));
        prototype.Factory = factory;
        return prototype;
    }

    public GrainReference To(GrainId id, GrainClass grainClass)
    {
        var reference = (GrainReference)MemberwiseClone();
        (reference.GrainId, reference.Class) = (id, grainClass);
        return reference;
    }

    public override bool Equals(object? obj) => obj is GrainReference other && other.GetType() == GetType() && other.GrainId == GrainId;

    public override int GetHashCode() => GrainId.GetHashCode();

    public override string ToString() => GrainId.ToString();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        Factory.Method(targetMethod!).Call(this, args ?? []);
}
