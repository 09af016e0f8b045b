using System.Collections.Concurrent;

namespace Actors.Gateway.Authentication;

/// <summary>
/// Remembers the most recently used entries, and no more than <paramref name="capacity"/>. Entries live in two
/// generations; when the young one is half the capacity it becomes the old one, and what nobody used since is dropped.
/// </summary>
internal sealed class BoundedCache<TKey, TValue>(int capacity) where TKey : notnull
{
    private readonly Lock turning = new();
    private volatile ConcurrentDictionary<TKey, TValue> young = new();
    private volatile ConcurrentDictionary<TKey, TValue> old = new();
    private int size;

    public bool TryGet(TKey key, out TValue value)
    {
        if (young.TryGetValue(key, out value!)) return true;
        if (!old.TryGetValue(key, out value!)) return false;
        value = GetOrAdd(key, value);
        return true;
    }

    /// <summary>Adds the entry unless there is one, and answers the one there is.</summary>
    public TValue GetOrAdd(TKey key, TValue value)
    {
        if (young.TryGetValue(key, out var known) || old.TryGetValue(key, out known)) value = known;
        if (!young.TryAdd(key, value)) return young.GetValueOrDefault(key, value);
        if (Interlocked.Increment(ref size) > capacity / 2) Turn();
        return value;
    }

    private void Turn()
    {
        lock (turning)
        {
            if (size <= capacity / 2) return;
            old = young;
            young = new();
            size = 0;
        }
    }
}
