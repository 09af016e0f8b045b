using System.Reflection;

namespace Actors.Architecture.Tests;

/// <summary>Dependencies point one way (design §3): Gateway → Tools → Contracts, Grains on both, and Outbound and Wire below both; the host composes them all.</summary>
public sealed class Dependencies
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Actors.Embedded"] = [],
        ["Actors.Contracts"] = ["Actors.Embedded"],
        ["Actors.Tools"] = ["Actors.Contracts", "Actors.Embedded"],
        ["Actors.Outbound"] = [],
        ["Actors.Wire"] = ["Actors.Contracts", "Actors.Embedded"],
        ["Actors.Grains"] = ["Actors.Contracts", "Actors.Tools", "Actors.Outbound", "Actors.Wire", "Actors.Embedded"],
        ["Actors.Gateway"] = ["Actors.Contracts", "Actors.Tools", "Actors.Outbound", "Actors.Wire", "Actors.Embedded"],
        ["Actors.Postgres"] = ["Actors.Contracts", "Actors.Grains", "Actors.Embedded"], // implements the read models that grains ask
        ["actors"] = ["Actors.Contracts", "Actors.Embedded", "Actors.Gateway", "Actors.Grains", "Actors.Outbound", "Actors.Postgres", "Actors.Tools"],
    };

    public static TheoryData<string> Assemblies => new(Allowed.Keys.Where(name => name != "Actors.Embedded" || BuiltOnEmbedded));

    private static bool BuiltOnEmbedded => References("Actors.Contracts").Contains("Actors.Embedded");

    [Theory, MemberData(nameof(Assemblies))]
    public void An_assembly_references_only_what_lies_below_it(string assembly) =>
        Assert.Subset(Allowed[assembly].ToHashSet(), References(assembly).Where(Allowed.ContainsKey).ToHashSet());

    [Fact]
    public void Only_Postgres_and_the_host_know_the_database_driver() =>
        Assert.All(["Actors.Contracts", "Actors.Tools", "Actors.Grains", "Actors.Gateway"], name => Assert.DoesNotContain("Npgsql", References(name)));

    private static HashSet<string> References(string assembly) =>
        [.. Assembly.Load(assembly).GetReferencedAssemblies().Select(reference => reference.Name!)];
}
