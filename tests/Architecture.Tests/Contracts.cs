using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Actors.Contracts;
using Actors.Contracts.Tools;

namespace Actors.Architecture.Tests;

/// <summary>
/// What a cluster asks of every contract, so that a plain build already fails where the cluster would: stable names and
/// numbers for the wire, messages nobody can change after sending, and a rule of authority on each method.
/// </summary>
public sealed class Contracts
{
    private static readonly Assembly Assembly = typeof(Caller).Assembly;

    private static readonly Type[] Grains = [.. Assembly.GetTypes().Where(t => t.IsInterface && typeof(IGrainWithStringKey).IsAssignableFrom(t))];

    private static readonly Type[] Messages =
        [.. Assembly.GetTypes().Where(t => t.GetCustomAttribute<GenerateSerializerAttribute>() is not null)];

    public static TheoryData<string> Methods => new(Grains.SelectMany(g => g.GetMethods().Select(m => $"{g.Name}.{m.Name}")));

    public static TheoryData<string> MessageTypes => new(Messages.Select(m => m.FullName!));

    [Theory, MemberData(nameof(Methods))]
    public void A_grain_method_has_a_stable_name_and_a_rule_of_authority(string name)
    {
        var method = Method(name);
        Assert.NotNull(method.DeclaringType!.GetCustomAttribute<AliasAttribute>());
        Assert.NotNull(method.GetCustomAttribute<AliasAttribute>());
        var tool = method.GetCustomAttribute<ToolAttribute>();
        var platformOnly = method.IsDefined(typeof(PlatformOnlyAttribute)) || method.DeclaringType!.IsDefined(typeof(PlatformOnlyAttribute));
        Assert.True(tool is not null ^ platformOnly, $"{name} is either a tool or [PlatformOnly].");
        if (tool is not null) Assert.Contains(tool.Scope, Scopes.All.Select(s => s.Scope));
    }

    [Theory, MemberData(nameof(Methods))]
    public void A_grain_method_takes_and_returns_what_can_travel(string name)
    {
        var method = Method(name);
        Assert.Contains(method.ReturnType.IsGenericType ? method.ReturnType.GetGenericTypeDefinition() : method.ReturnType,
            (Type[])[typeof(Task), typeof(Task<>), typeof(ValueTask), typeof(ValueTask<>), typeof(IAsyncEnumerable<>)]);
        Assert.Equal(typeof(CancellationToken), method.GetParameters().LastOrDefault()?.ParameterType);
        Assert.All(method.ReturnType.GetGenericArguments().Concat(method.GetParameters().Select(p => p.ParameterType)), type => AssertTravels(type, name));
    }

    [Theory, MemberData(nameof(MessageTypes))]
    public void A_message_is_sealed_immutable_numbered_and_named(string name)
    {
        var message = Assembly.GetType(name)!;
        Assert.NotNull(message.GetCustomAttribute<AliasAttribute>());
        if (message.IsEnum) return;
        Assert.True(message.IsSealed, "sealed");
        if (!typeof(Exception).IsAssignableFrom(message)) Assert.NotNull(message.GetCustomAttribute<ImmutableAttribute>());

        var members = message.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(p => p.GetMethod!.IsDefined(typeof(CompilerGeneratedAttribute)) && p.GetIndexParameters().Length == 0 && p.Name != "EqualityContract")
            .ToArray();
        Assert.All(members, member =>
        {
            Assert.True(member.GetCustomAttribute<IdAttribute>() is not null, $"{member.Name} has an [Id]");
            Assert.True(IsReadOnly(member), $"{member.Name} cannot be set after construction");
            AssertTravels(member.PropertyType, $"{name}.{member.Name}");
        });
        Assert.Equal(members.Length, members.Select(m => m.GetCustomAttribute<IdAttribute>()!.Id).Distinct().Count());
    }

    [Fact]
    public void No_two_contracts_share_a_wire_name()
    {
        Assert.Distinct(Messages.Concat(Grains).Select(t => t.GetCustomAttribute<AliasAttribute>()?.Alias));
        Assert.All(Grains, grain => Assert.Distinct(grain.GetMethods().Select(m => m.GetCustomAttribute<AliasAttribute>()?.Alias)));
    }

    private static MethodInfo Method(string name) =>
        Grains.SelectMany(g => g.GetMethods()).Single(m => $"{m.DeclaringType!.Name}.{m.Name}" == name);

    private static bool IsReadOnly(PropertyInfo member) => member.SetMethod is null
        || member.SetMethod.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static void AssertTravels(Type type, string where)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsGenericType)
        {
            Assert.True(Immutables.Contains(type.GetGenericTypeDefinition()) || type.IsDefined(typeof(GenerateSerializerAttribute)), $"{where}: {type.Name}");
            Assert.All(type.GetGenericArguments(), argument => AssertTravels(argument, where));
            return;
        }
        Assert.True(
            type.IsPrimitive || Values.Contains(type) || type.IsGenericParameter || type.IsDefined(typeof(GenerateSerializerAttribute)),
            $"{where}: {type.Name} cannot travel between silos; make it a [GenerateSerializer] record.");
    }

    private static readonly Type[] Immutables =
        [typeof(IReadOnlyList<>), typeof(IReadOnlyDictionary<,>), typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableDictionary<,>)];

    private static readonly Type[] Values =
        [typeof(string), typeof(decimal), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeSpan), typeof(Guid), typeof(Uri), typeof(CancellationToken)];
}
