namespace Actors.Architecture.Tests.Versions;

/// <summary>Whether a version can run beside the one before it, each reading what the other writes.</summary>
public static class Compatibility
{
    /// <summary>What is wrong with a change, each with what to do instead.</summary>
    public static IEnumerable<string> Breaches(Shape before, Shape now) =>
        before.Facts.Select(fact => Kept(fact.Path, fact.Text, before, now))
            .Concat(now.Facts.Where(fact => before[fact.Path] is null).Select(fact => Added(fact.Path, fact.Text, before)))
            .OfType<string>();

    private static string? Kept(string path, string was, Shape before, Shape now) => (was, now[path]) switch
    {
        (Shape.Reserved, null) => null,
        (Shape.Reserved, _) => $"{path} once was something else, and may still be read as that. Take a name or number that was never used.",
        (_, null) when MayGo(path, before, now) => null,
        (_, null) when path.StartsWith("state ", StringComparison.Ordinal) => $"{path} ({was}) is gone, but rows that have it live on. Put it back.",
        (_, null) => $"{path} ({was}) is gone, but the version before still uses it. Put it back; to retire it, let it be [Obsolete] for one release.",
        (_, var text) when Meaning(text) == Meaning(was) => null,
        (_, var text) => $"{path} was \"{was}\" and is \"{text}\". Leave it as it was, and put what is new beside it.",
    };

    private static string? Added(string path, string text, Shape before) =>
        text.Contains(Shape.Required) && before[Owner(path)!] is not null
            ? $"{path} ({text}) is required, but the version before does not write it. Make it nullable or give it a default."
            : null;

    /// <summary>A reader can do without what is optional, nobody uses what was obsolete, and a part goes with its whole.</summary>
    private static bool MayGo(string path, Shape before, Shape now) =>
        before[path]!.Contains(Shape.Optional) || before[path]!.Contains(Shape.Obsolete)
        || (Owner(path) is { } owner && now[owner] is null && MayGo(owner, before, now));

    private static string Meaning(string text) => text.Replace(Shape.Obsolete, "");

    /// <summary>The type of a member, the interface of a method, the object around a stored property.</summary>
    private static string? Owner(string path) => path.LastIndexOf('/') is > 0 and var end ? path[..end] : null;
}
