using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Actors.Grains.Infrastructure.Secrets;

/// <summary>
/// A sealed text: <c>{form}.{id of the key}.{nonce, ciphertext and tag in base64url}</c>, AES-256-GCM. The place it is kept
/// in is the associated data, so a text that is moved to another row does not open.
/// </summary>
internal sealed record Envelope(string Form, string KeyId, string Box)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    public static Envelope Seal(string form, string keyId, ReadOnlySpan<byte> key, ReadOnlySpan<byte> secret, string place)
    {
        var box = new byte[NonceSize + secret.Length + TagSize];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(box.AsSpan(0, NonceSize), secret, box.AsSpan(NonceSize, secret.Length), box.AsSpan(^TagSize), Encoding.UTF8.GetBytes(place));
        return new(form, keyId, Base64Url.EncodeToString(box));
    }

    public static Envelope? Parse(string text) => text.Split('.') is [var form, var keyId, var box] ? new(form, keyId, box) : null;

    /// <exception cref="InvalidOperationException">It was sealed for another place, or was changed.</exception>
    public byte[] Open(ReadOnlySpan<byte> key, string place, string what)
    {
        try
        {
            var box = Base64Url.DecodeFromChars(Box);
            var secret = new byte[box.Length - NonceSize - TagSize];
            using var aes = new AesGcm(key, TagSize);
            aes.Decrypt(box.AsSpan(0, NonceSize), box.AsSpan(NonceSize, secret.Length), box.AsSpan(^TagSize), secret, Encoding.UTF8.GetBytes(place));
            return secret;
        }
        catch (Exception e) when (e is AuthenticationTagMismatchException or FormatException or OverflowException)
        {
            throw new InvalidOperationException($"{what} does not open: it was changed, or belongs elsewhere.", e);
        }
    }

    public override string ToString() => $"{Form}.{KeyId}.{Box}";
}
