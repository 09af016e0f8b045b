namespace Actors.Embedded;

/// <summary>
/// Values that travel with a call to the grain, and from there to the grains it calls. What a grain sets does not
/// travel back to its caller.
/// </summary>
public static class RequestContext
{
    // Few names, and mostly one: an array takes a fifth of a dictionary's memory, and many calls wait with theirs.
    private static readonly AsyncLocal<KeyValuePair<string, object>[]?> Current = new();

    /// <summary>The names that have a value.</summary>
    public static IEnumerable<string> Keys => Entries.Select(entry => entry.Key);

    /// <summary>All names with their values.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Entries => Current.Value ?? [];

    /// <summary>The value of <paramref name="key"/>, or null.</summary>
    public static object? Get(string key) => Current.Value is { } entries && IndexOf(entries, key) is var at and >= 0 ? entries[at].Value : null;

    /// <summary>Sets a value for what follows in this flow of control.</summary>
    public static void Set(string key, object value)
    {
        var entries = Current.Value ?? [];
        var at = IndexOf(entries, key);
        if (at < 0) Current.Value = [.. entries, new(key, value)];
        else if (!ReferenceEquals(entries[at].Value, value)) Current.Value = [.. entries[..at], new(key, value), .. entries[(at + 1)..]];
    }

    /// <summary>Takes a value away, and says whether there was one.</summary>
    public static bool Remove(string key)
    {
        var entries = Current.Value ?? [];
        var at = IndexOf(entries, key);
        if (at < 0) return false;
        Current.Value = entries.Length == 1 ? null : [.. entries[..at], .. entries[(at + 1)..]];
        return true;
    }

    /// <summary>Takes all values away.</summary>
    public static void Clear()
    {
        if (Current.Value is not null) Current.Value = null;
    }

    private static int IndexOf(KeyValuePair<string, object>[] entries, string key)
    {
        for (var at = 0; at < entries.Length; at++)
            if (entries[at].Key == key) return at;
        return -1;
    }
}
