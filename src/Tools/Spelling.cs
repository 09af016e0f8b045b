namespace Actors.Tools;

/// <summary>Guesses what a mistyped name was meant to be.</summary>
public static class Spelling
{
    private const int Longest = 64;

    /// <summary>The known name that takes the fewest edits, or null where each would take more than a third of its letters.</summary>
    public static string? Nearest(string name, IEnumerable<string> known) => name.Length > Longest
        ? null
        : known.Select(one => (Name: one, Edits: Edits(Plain(name), Plain(one)))).Where(one => one.Edits <= one.Name.Length / 3).OrderBy(one => one.Edits).FirstOrDefault().Name;

    private static string Plain(string name) => name.Replace('-', '_').ToLowerInvariant();

    /// <summary>Letters to add, drop or replace (Levenshtein).</summary>
    private static int Edits(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= to.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (from[i - 1] == to[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }
}
