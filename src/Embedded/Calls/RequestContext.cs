namespace Actors.Embedded;

/// <summary>
/// Values that travel with a call to the grain, and from there to the grains it calls. What a grain sets does not
/// travel back to its caller.
/// </summary>
public static class RequestContext
{
    private static readonly AsyncLocal<Dictionary<string, object>?> Current = new();

    /// <summary>The names that have a value.</summary>
    public static IEnumerable<string> Keys => Current.Value?.Keys ?? Enumerable.Empty<string>();

    /// <summary>All names with their values.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Entries =>
        Current.Value ?? Enumerable.Empty<KeyValuePair<string, object>>();

    /// <summary>The value of <paramref name="key"/>, or null.</summary>
    public static object? Get(string key) => Current.Value?.GetValueOrDefault(key);

    /// <summary>Sets a value for what follows in this flow of control.</summary>
    public static void Set(string key, object value) =>
        Current.Value = Current.Value is { } values ? new(values) { [key] = value } : new(1) { [key] = value };

    /// <summary>Takes a value away, and says whether there was one.</summary>
    public static bool Remove(string key)
    {
        if (Current.Value is not { } values || !values.ContainsKey(key)) return false;
        var rest = values.Count == 1 ? null : new Dictionary<string, object>(values);
        rest?.Remove(key);
        Current.Value = rest;
        return true;
    }

    /// <summary>Takes all values away.</summary>
    public static void Clear()
    {
        if (Current.Value is not null) Current.Value = null;
    }
}
