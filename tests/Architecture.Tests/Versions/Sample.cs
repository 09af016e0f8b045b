using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;

namespace Actors.Architecture.Tests.Versions;

/// <summary>
/// One instance of any message or state, every member set. A member's value follows from its name alone: members that
/// trade places show, and one that is added changes no other.
/// </summary>
internal static class Sample
{
    public static object Of(Type type, string name = "")
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var number = name.Aggregate(7, (hash, letter) => ((hash * 31) + letter) % 997);
        return type switch
        {
            _ when type == typeof(string) => name,
            _ when type == typeof(bool) => true,
            _ when type == typeof(double) => number + 0.5,
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(number).AddTicks(number),
            _ when type == typeof(DateOnly) => new DateOnly(2026, 1, 1).AddDays(number),
            _ when type == typeof(TimeSpan) => TimeSpan.FromSeconds(number),
            _ when type == typeof(Guid) => new Guid(number, 0, 0, new byte[8]),
            { IsPrimitive: true } or { Name: nameof(Decimal) } => Convert.ChangeType(number, type, CultureInfo.InvariantCulture),
            { IsEnum: true } => Enum.GetValues(type).GetValue(1)!,
            { Name: "IReadOnlyList`1" } => Make(nameof(List), type, name),
            { Name: "ImmutableList`1" } => Make(nameof(Sequence), type, name),
            { Name: "IReadOnlyDictionary`2" } => Make(nameof(Map), type, name),
            _ => Record(type),
        };
    }

    private static object Make(string collection, Type type, string name) => typeof(Sample)
        .GetMethod(collection, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type.GetGenericArguments()[^1]).Invoke(null, [name])!;

    private static List<T> List<T>(string name) => [(T)Of(typeof(T), $"{name} 1"), (T)Of(typeof(T), $"{name} 2")];

    private static ImmutableList<T> Sequence<T>(string name) => [.. List<T>(name)];

    private static Dictionary<string, T> Map<T>(string name) => new() { [$"{name} 1"] = (T)Of(typeof(T), $"{name} 2") };

    private static object Record(Type type)
    {
        var made = Activator.CreateInstance(type, [.. type.GetConstructors()
            .MinBy(constructor => constructor.GetParameters().Length)!.GetParameters()
            .Select(parameter => Of(parameter.ParameterType, parameter.Name!))])!;
        foreach (var member in type.GetProperties().Where(member => member.SetMethod?.IsPublic is true && member.DeclaringType == type))
            member.SetValue(made, Of(member.PropertyType, member.Name));
        return made;
    }
}
