using System.Globalization;
using System.Text.RegularExpressions;

namespace Actors.Architecture.Tests.Versions;

/// <summary>A path, such as <c>message goals.Goal/0</c>, and what it stands for.</summary>
public readonly record struct Fact(string Path, string Text);

/// <summary>
/// What one version sends or stores, a fact a line. What was once used and is no more stays as <see cref="Reserved"/>, so that
/// it never comes to mean something else.
/// </summary>
public sealed class Shape(IEnumerable<Fact> facts)
{
    public const string Reserved = "reserved", Required = ", required", Optional = ", optional", Obsolete = ", obsolete";

    private readonly SortedDictionary<string, string> texts =
        new(facts.ToDictionary(fact => fact.Path, fact => fact.Text), Comparer<string>.Create(InOrder));

    public IEnumerable<Fact> Facts => texts.Select(fact => new Fact(fact.Key, fact.Value));

    /// <summary>What a path stands for, or null.</summary>
    public string? this[string path] => texts.GetValueOrDefault(path);

    /// <summary>This shape, and what an earlier one used that this one does not.</summary>
    public Shape Reserving(Shape before) =>
        new(Facts.Concat(before.Facts.Where(fact => this[fact.Path] is null).Select(fact => fact with { Text = Reserved })));

    public static Shape Parse(IEnumerable<string> lines) => new(lines.Select(line => line.Split(": ", 2)).Select(line => new Fact(line[0], line[1])));

    public IEnumerable<string> Lines() => Facts.Select(fact => $"{fact.Path}: {fact.Text}");

    /// <summary>Fails unless the file says what this shape says; with UPDATE_GOLDEN set it is rewritten, if the change is compatible.</summary>
    public void MustBe(string file)
    {
        var before = Parse(Golden.Lines(file));
        var breaches = Compatibility.Breaches(before, this).ToArray();
        Assert.True(breaches.Length == 0, $"This change cannot run beside the version before (docs/compatibility.md):\n{string.Join('\n', breaches)}");
        Golden.MustBe(file, [.. Reserving(before).Lines()]);
    }

    private static int InOrder(string a, string b) => string.CompareOrdinal(Padded(a), Padded(b));

    private static string Padded(string path) =>
        Regex.Replace(path.Replace('/', ' '), @"\d+", number => int.Parse(number.Value, CultureInfo.InvariantCulture).ToString("d5", CultureInfo.InvariantCulture));
}
