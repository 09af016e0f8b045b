using System.Collections.Concurrent;
using System.Reflection;

namespace Actors.Embedded;

/// <summary>The grain classes of the host's assemblies, found by their name and by the interfaces they implement.</summary>
internal sealed class GrainClasses
{
    private readonly Dictionary<GrainType, GrainClass> byType = [];
    private readonly ConcurrentDictionary<(Type Interface, string? Prefix), GrainClass> byInterface = new();

    public GrainClasses(IEnumerable<Assembly> assemblies)
    {
        foreach (var type in assemblies.Distinct().SelectMany(assembly => assembly.GetTypes()))
        {
            if (!type.IsClass || type.IsAbstract || type.ContainsGenericParameters || !type.IsAssignableTo(typeof(IGrain))) continue;
            var found = new GrainClass(type);
            if (!byType.TryAdd(found.GrainType, found))
                throw new InvalidOperationException(
                    $"The grain classes {byType[found.GrainType].Type} and {type} are both named \"{found.GrainType}\". Rename one, or give it a [GrainType].");
        }
    }

    public GrainClass Of(GrainType type) =>
        byType.GetValueOrDefault(type) ?? throw new ArgumentException($"There is no grain class named \"{type}\" in the assemblies given to AddEmbeddedActors.", nameof(type));

    /// <summary>The class that implements a grain interface; <paramref name="prefix"/> is the start of its full name.</summary>
    public GrainClass Of(Type grainInterface, string? prefix) =>
        byInterface.GetOrAdd((grainInterface, prefix), static (key, classes) => classes.Resolve(key.Interface, key.Prefix), this);

    private GrainClass Resolve(Type grainInterface, string? prefix)
    {
        GrainClass[] found =
        [
            .. byType.Values.Where(candidate => candidate.Type.IsAssignableTo(grainInterface)
                && (prefix is null || candidate.Type.FullName!.StartsWith(prefix, StringComparison.Ordinal))),
        ];
        if (found.Length == 1) return found[0];
        return found.SingleOrDefault(candidate => "I" + candidate.Type.Name == grainInterface.Name) ?? throw new ArgumentException(
            found.Length == 0
                ? $"No grain class implements {grainInterface} in the assemblies given to AddEmbeddedActors."
                : $"Several grain classes implement {grainInterface}: {string.Join(", ", found.Select(c => c.Type.FullName))}. Say which by its prefix.",
            nameof(grainInterface));
    }
}
