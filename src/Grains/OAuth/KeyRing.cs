using System.Collections.Immutable;

namespace Actors.Grains.OAuth;

/// <summary>Which key signs and which still verify, as pure functions. Keys are in the order newest first.</summary>
internal static class KeyRing
{
    /// <summary>For clocks that differ a little between those who sign and those who verify.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>The newest key whose time has come.</summary>
    public static StoredSigningKey Signing(this ImmutableList<StoredSigningKey> keys, DateTimeOffset now) =>
        keys.Find(key => key.SignsFrom <= now) ?? keys[^1];

    /// <summary>Without those whose last token has expired.</summary>
    public static ImmutableList<StoredSigningKey> Living(this ImmutableList<StoredSigningKey> keys, DateTimeOffset now) =>
        keys.RemoveAll(key => keys.EndOf(key) <= now);

    /// <summary>When the last token of the key has expired, or null while no other follows it.</summary>
    public static DateTimeOffset? EndOf(this ImmutableList<StoredSigningKey> keys, StoredSigningKey key) =>
        keys.IndexOf(key) is > 0 and var at ? keys[at - 1].SignsFrom + Lifetimes.AccessToken + Skew : null;

    /// <summary>Whether a key waits for its time.</summary>
    public static bool HasNext(this ImmutableList<StoredSigningKey> keys, DateTimeOffset now) => keys[0].SignsFrom > now;

    /// <summary>Whether the next key is to be made.</summary>
    public static bool IsDue(this ImmutableList<StoredSigningKey> keys, DateTimeOffset now) =>
        !keys.HasNext(now) && now >= keys[0].CreatedAt + Lifetimes.SigningKey;
}
