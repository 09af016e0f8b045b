using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Actors.Grains.Infrastructure;
using Actors.Grains.Secrets;
using Actors.Grains.Tenancy.Transfer;

namespace Actors.Architecture.Tests;

/// <summary><c>docs/security.md</c> lists every stored record and names the tests of every defence: what it says is there is there.</summary>
public sealed partial class SecurityPage
{
    private static readonly string Root = RootOf();
    private static readonly string Page = File.ReadAllText(Path.Combine(Root, "docs", "security.md"));

    [Fact]
    public void Every_stored_record_is_listed_and_nothing_else() =>
        Assert.Equal(States().Concat(Tables()).Order(StringComparer.Ordinal), Listed().Select(row => row.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_stored_record_goes_along_with_an_exported_tenant_or_stays_for_a_reason()
    {
        var decided = TransferredKinds.All.SelectMany(kind => kind.Records).Concat(TransferredKinds.InManifest)
            .Concat(TransferredKinds.LeftOut.Select(record => record.Record)).Concat(TransferredKinds.NoneOfIts.Keys);
        Assert.Equal(States().Concat(Tables()).Order(StringComparer.Ordinal), decided.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        var tests = string.Concat(Directory.EnumerateFiles(Path.Combine(Root, "tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        var named = TestName().Matches(Page).Select(match => match.Groups["name"].Value).Distinct().ToArray();
        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains($" {name}(", tests, StringComparison.Ordinal));
    }

    [Fact]
    public void States_that_hold_sealed_secrets_are_sealed_anew_by_rotations_and_said_to_be_encrypted()
    {
        Assert.Equal(SealedStates.Names.Order(), Listed().Where(row => row.Encrypted.StartsWith("yes: data key", StringComparison.Ordinal)).Select(row => row.Name).Order());
        foreach (var (name, type) in StateTypes().Where(state => Properties(state.Type).Any(property => property.StartsWith("Sealed", StringComparison.Ordinal))))
            Assert.True(SealedStates.Names.Contains(name), $"{type.Name} holds a sealed secret, and SealedStates does not name {name}.");
    }

    /// <summary>The rows of the tables whose first column is a record.</summary>
    private static IEnumerable<(string Name, string Encrypted)> Listed() => Page[Page.IndexOf("## Every stored record", StringComparison.Ordinal)..].Split('\n')
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Select(cells => (cells[1].Trim('`'), cells[5]));

    private static IEnumerable<string> States() => StateTypes().Select(state => state.Name);

    private static IEnumerable<(string Name, Type Type)> StateTypes() =>
        from type in typeof(AuthorityFilter).Assembly.GetTypes()
        from parameter in type.GetConstructors().SelectMany(constructor => constructor.GetParameters())
        let attribute = parameter.GetCustomAttribute<PersistentStateAttribute>()
        where attribute is not null
        select (attribute.StateName, parameter.ParameterType.GetGenericArguments().Single());

    private static IEnumerable<string> Properties(Type state) => state.GetProperties().SelectMany(property => property.PropertyType.GetGenericArguments()
        .Where(inner => inner.Assembly == state.Assembly).SelectMany(inner => inner.GetProperties()).Append(property)).Select(property => property.Name);

    private static IEnumerable<string> Tables() => Directory.EnumerateFiles(Path.Combine(Root, "src", "Postgres", "Migrations"))
        .SelectMany(file => TableName().Matches(File.ReadAllText(file))).Select(match => match.Groups["name"].Value).Where(name => name != "OrleansStorage").Distinct();

    private static string RootOf([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));

    [GeneratedRegex("`(?<name>[A-Z][A-Za-z0-9]*(_[A-Za-z0-9]+){2,})`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TestName();

    [GeneratedRegex("CREATE TABLE (IF NOT EXISTS )?(?<name>[A-Za-z_]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TableName();
}
