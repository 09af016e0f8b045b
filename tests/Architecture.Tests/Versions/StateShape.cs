using System.Collections;
using System.Reflection;
using System.Text.Json;
using Actors.Grains.Infrastructure;

namespace Actors.Architecture.Tests.Versions;

/// <summary>What grains store: each state as the tree of properties that its JSON is, whatever the types are called in code.</summary>
internal static class StateShape
{
    /// <summary>The type of each state by its name.</summary>
    public static IReadOnlyDictionary<string, Type> States { get; } = typeof(AuthorityFilter).Assembly.GetTypes()
        .SelectMany(type => type.GetConstructors()).SelectMany(constructor => constructor.GetParameters())
        .Where(parameter => parameter.IsDefined(typeof(PersistentStateAttribute)))
        .ToDictionary(
            parameter => parameter.GetCustomAttribute<PersistentStateAttribute>()!.StateName,
            parameter => parameter.ParameterType.GetGenericArguments().Single());

    public static Shape Current => new(States.SelectMany(state => Of(state.Key, state.Value)));

    public static IEnumerable<Fact> Of(string name, Type type) => Value($"state {name}", type, "");

    private static IEnumerable<Fact> Value(string path, Type type, string necessity)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var (kind, item) = (type, type.GetInterfaces().Append(type).Where(i => i.IsGenericType).ToLookup(i => i.GetGenericTypeDefinition())) switch
        {
            ({ IsPrimitive: true }, _) or ({ Namespace: "System" }, _) => (ContractShape.Plain(type), null),
            ({ IsEnum: true }, _) => ("enum", null),
            (_, var of) when of[typeof(IReadOnlyDictionary<,>)].FirstOrDefault() is { } map => ("map of ", map.GetGenericArguments()[1]),
            (_, var of) when of[typeof(IEnumerable<>)].FirstOrDefault() is { } list && !IsRecord(type) => ("list of ", list.GetGenericArguments()[0]),
            _ => ("object", null),
        };
        return item is not null
            ? Value(path, item, necessity).Select((fact, at) => at == 0 ? fact with { Text = kind + fact.Text } : fact)
            : [new Fact(path, kind + necessity), .. kind == "enum" ? Names(path, type) : kind == "object" ? Properties(path, type) : []];
    }

    private static bool IsRecord(Type type) => !typeof(IEnumerable).IsAssignableFrom(type);

    private static IEnumerable<Fact> Properties(string path, Type type) => type.GetProperties()
        .SelectMany(property => Value($"{path}/{Json(property.Name)}", property.PropertyType, ContractShape.Necessity(property)));

    private static IEnumerable<Fact> Names(string path, Type type) => Enum.GetNames(type).Select(name => new Fact($"{path}/={Json(name)}", "value"));

    private static string Json(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
