using System.Reflection;

namespace Actors.Contracts.A2A;

/// <summary>The agents there are: the interfaces with an <see cref="AgentAttribute"/>.</summary>
public sealed class AgentContracts
{
    private readonly Dictionary<string, Type> byName;
    private readonly HashSet<string> instant;

    /// <summary>Those of the product, and of other assemblies.</summary>
    public AgentContracts(params IEnumerable<Assembly> others)
    {
        byName = others.Prepend(typeof(AgentContracts).Assembly)
            .SelectMany(assembly => assembly.GetTypes()).Where(type => type.IsDefined(typeof(AgentAttribute)))
            .ToDictionary(type => type.GetCustomAttribute<AgentAttribute>()!.Name, StringComparer.Ordinal);
        instant = byName.Where(agent => agent.Value.GetCustomAttribute<AgentAttribute>()!.Instant).Select(agent => agent.Key).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The interfaces, by the names of their agents.</summary>
    public IReadOnlyDictionary<string, Type> ByName => byName;

    /// <summary>Whether it is <see cref="AgentAttribute.Instant"/>.</summary>
    public bool IsInstant(string name) => instant.Contains(name);
}
