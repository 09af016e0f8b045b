using System.Security.Cryptography;
using System.Text;
using Actors.Contracts;
using Actors.Contracts.Secrets;

namespace Actors.Grains.Infrastructure.Secrets;

/// <summary>
/// Seals the secrets that grains store, each with its tenant's data key. The data key is asked for each time and forgotten:
/// once a tenant's keys are destroyed nothing of it opens any more, on any silo.
/// </summary>
public sealed class SecretBox(IGrainFactory grains, MasterKeys masters)
{
    private const string Form = "v2";
    private const string MarkForm = "m1";
    private const string FormBefore = "v1"; // sealed with a master key itself

    /// <summary>How every text begins that was sealed before there were data keys.</summary>
    internal const string BeginningBefore = FormBefore + ".";

    /// <summary>How every text begins that was sealed with this data key.</summary>
    internal static string Beginning(string dataKey) => $"{Form}.{dataKey}.";

    /// <summary>Seals <paramref name="secret"/> for one place.</summary>
    public async Task<string> Seal(ReadOnlyMemory<byte> secret, SecretPlace place)
    {
        var current = await Current(place.Tenant);
        var key = Unwrap(current, place.Tenant);
        try
        {
            return Envelope.Seal(Form, current.Id, key, secret.Span, place.Bound).ToString();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Opens what was sealed for this place.</summary>
    /// <exception cref="InvalidOperationException">It was sealed for another place or was changed, or its key is not to be had.</exception>
    public async Task<byte[]> Open(string sealedText, SecretPlace place)
    {
        var what = $"The stored {place}";
        var envelope = Parse(sealedText, place);
        if (envelope.Form == FormBefore) return envelope.Open(masters.Find(envelope.KeyId, what).Bytes, place.BoundBefore, what);

        var key = await Find(envelope.KeyId, place);
        try
        {
            return envelope.Open(key, place.Bound, what);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Opens what was sealed for this place elsewhere, with the data keys that came along.</summary>
    /// <exception cref="InvalidOperationException">It was sealed for another place or was changed, or its key did not come along.</exception>
    public byte[] OpenWith(IReadOnlyList<WrappedDataKey> keys, string sealedText, SecretPlace place)
    {
        var (what, envelope) = ($"The archived {place}", Parse(sealedText, place));
        if (envelope.Form == FormBefore) return envelope.Open(masters.Find(envelope.KeyId, what).Bytes, place.BoundBefore, what);
        var wrapped = keys.FirstOrDefault(key => key.Id == envelope.KeyId) ?? throw new InvalidOperationException($"{what} is under data key {envelope.KeyId}, which is not there.");
        var key = Unwrap(wrapped, place.Tenant);
        try
        {
            return envelope.Open(key, place.Bound, what);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>
    /// Marks <paramref name="text"/> under the tenant's data key: whoever holds the key can tell the same text again, and who does not
    /// cannot try out guesses.
    /// </summary>
    public async Task<string> Mark(byte[] text, SecretPlace place)
    {
        var current = await Current(place.Tenant);
        return $"{MarkForm}.{current.Id}.{Convert.ToHexStringLower(Mac(Unwrap(current, place.Tenant), text, place))}";
    }

    /// <summary>Whether <paramref name="mark"/> is that of <paramref name="text"/> in this place.</summary>
    /// <exception cref="KeyDestroyedException">Nobody can tell any more.</exception>
    public async Task<bool> IsMarkOf(string mark, byte[] text, SecretPlace place)
    {
        if (mark.Split('.') is not [MarkForm, var id, var given]) return false;
        var mac = Mac(await Find(id, place), text, place);
        return CryptographicOperations.FixedTimeEquals(Convert.FromHexString(given), mac);
    }

    /// <summary>Whether the text was made by <see cref="Mark"/>.</summary>
    public static bool IsMark(string text) => text.StartsWith(MarkForm + ".", StringComparison.Ordinal);

    /// <summary>The same secret under the tenant's current data key, or null where it is sealed so already.</summary>
    public async Task<string?> Reseal(string sealedText, SecretPlace place)
    {
        var envelope = Parse(sealedText, place);
        if (envelope.Form == Form && envelope.KeyId == (await Current(place.Tenant)).Id) return null;
        var secret = await Open(sealedText, place);
        try
        {
            return await Seal(secret, place);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>Tries a tenant's current data key.</summary>
    /// <exception cref="InvalidOperationException">This process does not have the master key that it takes.</exception>
    public async Task Try(string tenant) => CryptographicOperations.ZeroMemory(Unwrap(await Current(tenant), tenant));

    private async Task<WrappedDataKey> Current(string tenant)
    {
        using var _ = AsPlatform();
        return await Keys(tenant).Current(CancellationToken.None);
    }

    private async Task<byte[]> Find(string id, SecretPlace place)
    {
        using var _ = AsPlatform();
        return await Keys(place.Tenant).Find(id, CancellationToken.None) is { } wrapped
            ? Unwrap(wrapped, place.Tenant)
            : throw new KeyDestroyedException($"The stored {place} is under data key {id}, which was destroyed.");
    }

    /// <summary>Under a key of its own, derived from the data key, which seals and does nothing else.</summary>
    private static byte[] Mac(byte[] dataKey, byte[] text, SecretPlace place)
    {
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, dataKey, HMACSHA256.HashSizeInBytes, info: Encoding.UTF8.GetBytes(place.Bound));
        CryptographicOperations.ZeroMemory(dataKey);
        return HMACSHA256.HashData(key, text);
    }

    private byte[] Unwrap(WrappedDataKey key, string tenant) => new DataKeyWrap(masters, tenant).Unwrap(key);

    private IDataKeysGrain Keys(string tenant) => grains.GetGrain<IDataKeysGrain>(GrainKeys.Tenant(tenant));

    private static Envelope Parse(string sealedText, SecretPlace place) => Envelope.Parse(sealedText) is { Form: Form or FormBefore } envelope
        ? envelope
        : throw new InvalidOperationException($"The stored {place} is not in a form this version knows.");

    private static Caller.Entered AsPlatform() => Caller.Platform(Caller.Current?.CorrelationId ?? "secrets").Enter();
}
