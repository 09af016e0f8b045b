using System.Security.Cryptography;
using Actors.Contracts.Secrets;

namespace Actors.Grains.Infrastructure.Secrets;

/// <summary>Wraps one tenant's data keys with the master key, bound to the tenant and to the data key's id.</summary>
internal sealed class DataKeyWrap(MasterKeys masters, string tenant)
{
    private const string Form = "k1";

    /// <summary>How every data key begins that is under this master key.</summary>
    public static string Beginning(string masterKey) => $"{Form}.{masterKey}.";

    /// <summary>A new data key under the current master key.</summary>
    public string New(string id)
    {
        var key = RandomNumberGenerator.GetBytes(MasterKey.Size);
        try
        {
            return Wrap(id, key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>The data key itself. Whoever asks for it wipes it.</summary>
    public byte[] Unwrap(WrappedDataKey key)
    {
        var what = $"Data key {key.Id} of {tenant}";
        var envelope = Parse(key.Wrapped, what);
        return envelope.Open(masters.Find(envelope.KeyId, what).Bytes, Place(key.Id), what);
    }

    /// <summary>The same data key under the current master key, or null where it is wrapped so already.</summary>
    public string? Rewrap(WrappedDataKey key)
    {
        if (MasterKeyOf(key) == masters.Current.Id) return null;
        var bare = Unwrap(key);
        try
        {
            return Wrap(key.Id, bare);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bare);
        }
    }

    /// <summary>The id of the master key that unwraps it.</summary>
    public string MasterKeyOf(WrappedDataKey key) => Parse(key.Wrapped, $"Data key {key.Id} of {tenant}").KeyId;

    private string Wrap(string id, byte[] key)
    {
        var master = masters.Current;
        return Envelope.Seal(Form, master.Id, master.Bytes, key, Place(id)).ToString();
    }

    private string Place(string id) => $"actors data key {tenant}/{id}";

    private static Envelope Parse(string wrapped, string what) => Envelope.Parse(wrapped) is { Form: Form } envelope
        ? envelope
        : throw new InvalidOperationException($"{what} is not in a form this version knows.");
}
