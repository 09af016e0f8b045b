using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Actors.Contracts;
using Actors.Contracts.Tools;

namespace Actors.Architecture.Tests;

/// <summary>What a cluster asks of contracts: names and numbers that last, messages nobody can change after sending, and a rule of authority.</summary>
internal static class ContractRules
{
    private static readonly Type[] Results = [typeof(Task), typeof(Task<>), typeof(ValueTask), typeof(ValueTask<>), typeof(IAsyncEnumerable<>)];

    private static readonly Type[] Immutables =
        [typeof(IReadOnlyList<>), typeof(IReadOnlyDictionary<,>), typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableDictionary<,>)];

    private static readonly Type[] Values =
        [typeof(string), typeof(decimal), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeSpan), typeof(Guid), typeof(Uri), typeof(CancellationToken)];

    /// <summary>What is wrong with a method of a grain interface.</summary>
    public static IEnumerable<string> Breaches(MethodInfo method)
    {
        var offered = method.GetCustomAttribute<CapabilityAttribute>();
        var platformOnly = method.IsDefined(typeof(PlatformOnlyAttribute)) || method.DeclaringType!.IsDefined(typeof(PlatformOnlyAttribute));
        var parameters = method.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
        if (!HasAlias(method.DeclaringType!)) yield return "its interface has no [Alias]";
        if (!HasAlias(method)) yield return "it has no [Alias]";
        if (offered is null != platformOnly) yield return "it is either a [Tool] or another capability, or [PlatformOnly]";
        if (offered is not null && !Scopes.All.Any(scope => scope.Scope == offered.Scope)) yield return $"{offered.Scope} is not one of Scopes.All";
        if (method.IsGenericMethod) yield return "it is generic";
        if (!Results.Contains(Definition(method.ReturnType))) yield return "it is not asynchronous";
        if (parameters.LastOrDefault() != typeof(CancellationToken)) yield return "its last parameter is no CancellationToken";
        foreach (var type in method.ReturnType.GetGenericArguments().Concat(parameters).SelectMany(Unfit)) yield return $"{type.Name} cannot travel";
    }

    /// <summary>What is wrong with a serialised type.</summary>
    public static IEnumerable<string> Breaches(Type message)
    {
        if (!HasAlias(message)) yield return "it has no [Alias]";
        if (message.IsEnum) yield break;
        if (!message.IsSealed) yield return "it is not sealed";
        if (!typeof(Exception).IsAssignableFrom(message) && !message.IsDefined(typeof(ImmutableAttribute))) yield return "it is not [Immutable]";
        foreach (var member in Members(message))
        {
            if (!member.IsDefined(typeof(IdAttribute))) yield return $"{member.Name} has no [Id]";
            if (!IsReadOnly(member)) yield return $"{member.Name} can be set after construction";
            if (IsRequired(member) && IsNullable(member)) yield return $"{member.Name} is required, and yet may be null, which JSON leaves out";
            foreach (var type in Unfit(member.PropertyType)) yield return $"{member.Name}: {type.Name} cannot travel";
        }

        foreach (var twice in Members(message).GroupBy(member => member.GetCustomAttribute<IdAttribute>()?.Id).Where(same => same.Key is not null && same.Count() > 1))
            yield return $"{string.Join(" and ", twice.Select(member => member.Name))} share [Id({twice.Key})]";
    }

    private static bool HasAlias(MemberInfo member) => member.IsDefined(typeof(AliasAttribute));

    private static IEnumerable<PropertyInfo> Members(Type message) => message
        .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(p => p.GetMethod!.IsDefined(typeof(CompilerGeneratedAttribute)) && p.GetIndexParameters().Length == 0);

    private static bool IsReadOnly(PropertyInfo member) => member.SetMethod is null
        || member.SetMethod.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static bool IsRequired(PropertyInfo member) => member.IsDefined(typeof(RequiredMemberAttribute));

    private static bool IsNullable(PropertyInfo member) => new NullabilityInfoContext().Create(member).ReadState is NullabilityState.Nullable;

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    /// <summary>The parts of a type that cannot travel between silos: what is neither a plain value, nor an immutable collection, nor a serialised type.</summary>
    private static IEnumerable<Type> Unfit(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var fit = type.IsPrimitive || type.IsGenericParameter || Values.Contains(type) || Immutables.Contains(Definition(type))
            || type.IsDefined(typeof(GenerateSerializerAttribute));
        return (fit ? [] : (Type[])[type]).Concat(type.GetGenericArguments().SelectMany(Unfit));
    }
}
