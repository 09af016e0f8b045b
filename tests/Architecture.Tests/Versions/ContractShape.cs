using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Actors.Contracts;
using Actors.Grains.Infrastructure;

namespace Actors.Architecture.Tests.Versions;

/// <summary>What gateways and silos send each other: grains, their methods, messages, their members, enums, by their names on the wire.</summary>
internal static class ContractShape
{
    private static readonly Dictionary<Type, string> Names = new()
    {
        [typeof(bool)] = "bool", [typeof(int)] = "int", [typeof(long)] = "long", [typeof(double)] = "double", [typeof(decimal)] = "decimal",
        [typeof(string)] = "string", [typeof(IReadOnlyList<>)] = "list", [typeof(IReadOnlyDictionary<,>)] = "map", [typeof(IAsyncEnumerable<>)] = "stream",
    };

    public static Shape Current =>
        new(typeof(Caller).Assembly.GetTypes().Where(type => type.IsDefined(typeof(AliasAttribute), inherit: false)).SelectMany(Of));

    private static IEnumerable<Fact> Of(Type type) => type switch
    {
        { IsInterface: true } => Grain(type),
        { IsEnum: true } => Enum(type),
        _ => Message(type),
    };

    /// <summary>The name of a type on the wire.</summary>
    public static string Alias(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>()!.Alias;

    /// <summary>The name of a type that is not ours.</summary>
    public static string Plain(Type type) => Names.GetValueOrDefault(type, type.Name);

    private static IEnumerable<Fact> Grain(Type grain) =>
    [
        new($"grain {Alias(grain)}", GrainType(grain) + Obsolescence(grain)),
        .. grain.GetMethods().Select(method => new Fact(
            $"grain {Alias(grain)}/{Alias(method)}",
            $"({string.Join(", ", method.GetParameters().SkipLast(1).Select(Name))}) -> {Name(method.ReturnParameter)}{Obsolescence(method)}")),
    ];

    private static IEnumerable<Fact> Enum(Type type) =>
    [
        new($"enum {Alias(type)}", Name(System.Enum.GetUnderlyingType(type), null) + Obsolescence(type)),
        .. type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(value => new Fact($"enum {Alias(type)}/{value.GetRawConstantValue()}", value.Name + Obsolescence(value))),
    ];

    private static IEnumerable<Fact> Message(Type type) =>
    [
        new($"message {Alias(type)}", (typeof(Exception).IsAssignableFrom(type) ? "exception" : "record") + Obsolescence(type)),
        .. type.GetProperties().Where(member => member.IsDefined(typeof(IdAttribute))).Select(member => new Fact(
            $"message {Alias(type)}/{member.GetCustomAttribute<IdAttribute>()!.Id}",
            $"{member.Name}, {Name(member)}{Necessity(member)}{Obsolescence(member)}")),
    ];

    /// <summary>Whether whoever makes the object must give the member, as <c>required</c> or to a constructor.</summary>
    public static string Necessity(PropertyInfo member) =>
        member.IsDefined(typeof(RequiredMemberAttribute)) || member.SetMethod is null ? Shape.Required : Shape.Optional;

    private static string Obsolescence(MemberInfo member) => member.IsDefined(typeof(ObsoleteAttribute)) ? Shape.Obsolete : "";

    private static string Name(PropertyInfo member) => Name(member.PropertyType, new NullabilityInfoContext().Create(member));

    private static string Name(ParameterInfo parameter) => Name(parameter.ParameterType, new NullabilityInfoContext().Create(parameter));

    private static string Name(Type type, NullabilityInfo? nullability)
    {
        if (Nullable.GetUnderlyingType(type) is { } value) return Name(value, null) + "?";
        if (type == typeof(Task) || type == typeof(ValueTask)) return "nothing";
        var arguments = type.GetGenericArguments().Select((argument, at) => Name(argument, nullability?.GenericTypeArguments.ElementAtOrDefault(at))).ToArray();
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (definition == typeof(Task<>) || definition == typeof(ValueTask<>)) return arguments[0];
        var name = definition.IsDefined(typeof(AliasAttribute)) ? Alias(definition) : Plain(definition);
        return name + (arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments)}>")
            + (!type.IsValueType && nullability?.ReadState is NullabilityState.Nullable ? "?" : "");
    }

    /// <summary>The first part of the id of each of its grains: in the directory, in reminders and in logs.</summary>
    private static string GrainType(Type grain)
    {
        // What other interfaces extend has as many classes as those.
        if (typeof(AuthorityFilter).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(grain)).ToArray() is not [var type]) return "several";
        var given = type.GetCustomAttributesData().FirstOrDefault(attribute => attribute.AttributeType == typeof(GrainTypeAttribute));
        return given?.ConstructorArguments[0].Value as string ?? Regex.Replace(type.Name.ToLowerInvariant(), "grain$", "");
    }
}
