using System.Security.Cryptography;

namespace Actors.Grains.Infrastructure.Secrets;

/// <summary>A key that wraps the data keys of tenants: 256 bits that never reach the database.</summary>
public sealed class MasterKey
{
    /// <summary>Bytes of the key.</summary>
    public const int Size = 32;

    private readonly byte[] bytes;

    private MasterKey(byte[] bytes)
    {
        this.bytes = bytes;
        Id = Convert.ToHexStringLower(HKDF.DeriveKey(HashAlgorithmName.SHA256, bytes, outputLength: 6, info: "actors master key id"u8.ToArray()));
    }

    /// <summary>Tells keys apart without telling anything about them; everything wrapped with it carries it.</summary>
    public string Id { get; }

    /// <summary>The key itself.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>Reads a key written in base64, or null where the text is none.</summary>
    public static MasterKey? Parse(string text)
    {
        var key = new byte[Size];
        return Convert.TryFromBase64String(text, key, out var length) && length == Size ? new MasterKey(key) : null;
    }

    /// <summary>A new key, written in base64.</summary>
    public static string NewText() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Size));
}
