using System.Reflection;
using Actors.Contracts;
using Actors.Grains.Infrastructure;

namespace Actors.Architecture.Tests;

/// <summary>Every contract holds to <see cref="ContractRules"/>, so that a plain build already fails where the cluster would.</summary>
public sealed class Contracts
{
    private static readonly Assembly Assembly = typeof(Caller).Assembly;

    private static readonly Type[] Grains = [.. Assembly.GetTypes().Where(t => t.IsInterface && typeof(IGrainWithStringKey).IsAssignableFrom(t))];

    // The requests that Orleans generates for methods are no contracts of ours.
    private static readonly Type[] Messages =
        [.. Assembly.GetTypes().Where(t => t.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) && t.Namespace!.StartsWith(nameof(Actors), StringComparison.Ordinal))];

    public static TheoryData<string> Methods => new(Grains.SelectMany(g => g.GetMethods().Select(m => $"{g.Name}.{m.Name}")));

    public static TheoryData<string> MessageTypes => new(Messages.Select(m => m.FullName!));

    [Theory, MemberData(nameof(Methods))]
    public void A_grain_method_has_a_stable_name_a_rule_of_authority_and_only_what_can_travel(string name) =>
        Assert.Empty(ContractRules.Breaches(Grains.SelectMany(g => g.GetMethods()).Single(m => $"{m.DeclaringType!.Name}.{m.Name}" == name)));

    [Theory, MemberData(nameof(MessageTypes))]
    public void A_message_is_sealed_immutable_numbered_and_named(string name) => Assert.Empty(ContractRules.Breaches(Assembly.GetType(name)!));

    [Fact]
    public void Only_contracts_travel_as_messages() =>
        Assert.DoesNotContain(typeof(AuthorityFilter).Assembly.GetTypes(), type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false));

    [Fact]
    public void No_two_contracts_share_a_wire_name()
    {
        Assert.Distinct(Messages.Concat(Grains).Select(t => t.GetCustomAttribute<AliasAttribute>()?.Alias));
        Assert.All(Grains, grain => Assert.Distinct(grain.GetMethods().Select(m => m.GetCustomAttribute<AliasAttribute>()?.Alias)));
    }
}
