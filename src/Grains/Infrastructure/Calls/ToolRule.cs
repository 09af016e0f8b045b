using System.Reflection;
using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Contracts.Tools;

namespace Actors.Grains.Infrastructure.Calls;

/// <summary>What the records of calls of a tool, or of an agent's operation, need to know of it, read once from its contract.</summary>
internal sealed class ToolRule
{
    private readonly string kind;
    private readonly (string Name, PropertyInfo Member)[] ids;

    private ToolRule(MethodInfo method, string name, bool readOnly, string route)
    {
        Name = name;
        ReadOnly = readOnly;
        Result = method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == typeof(Task<>) ? method.ReturnType.GetGenericArguments()[0] : null;
        kind = method.DeclaringType!.GetCustomAttribute<AliasAttribute>()!.Alias;
        var request = method.GetParameters() is [var first, .., _] ? first.ParameterType : null;
        ids = [.. route.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}'))
            .Select(name => (name, request?.GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)!))];
    }

    public string Name { get; }

    /// <summary>It changes nothing: its calls are counted and no more.</summary>
    public bool ReadOnly { get; }

    /// <summary>What it answers; null where it answers in steps.</summary>
    public Type? Result { get; }

    /// <summary>The rule of a method, or null where its calls are not recorded.</summary>
    public static ToolRule? Of(MethodInfo method) => method.GetCustomAttribute<CapabilityAttribute>() switch
    {
        ToolAttribute tool => new(method, tool.Name, tool.ReadOnly, tool.Route),
        AgentOperationAttribute { Audited: { } name } => new(method, name, readOnly: false, route: ""),
        _ => null,
    };

    /// <summary>What a call acts on: the kind of grain, whose it is, and the ids in the route, such as <c>goals/u1 goalId=g_7</c>.</summary>
    public string Target(IIncomingGrainCallContext call) => string.Concat(
        ids.Where(id => call.Request.GetArgumentCount() > 1 && id.Member.DeclaringType!.IsInstanceOfType(call.Request.GetArgument(0)))
            .Select(id => $" {id.Name}={id.Member.GetValue(call.Request.GetArgument(0))}")
            .Prepend($"{kind}/{GrainKeys.LocalPartOf(call.TargetId.Key.ToString()!)}"));
}
