using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Actors.Grains.Infrastructure.Secrets;

/// <summary>
/// Seals secrets for storage: AES-256-GCM under the master key, as <c>v1.{key id}.{nonce, ciphertext and tag}</c>. The
/// place a secret is kept in is part of the seal, so a sealed text that is moved to another row does not open.
/// </summary>
public sealed class SecretBox(MasterKey key)
{
    private const string Version = "v1";
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>Seals <paramref name="secret"/> for one place, named by grain key and purpose.</summary>
    public string Seal(ReadOnlySpan<byte> secret, string place)
    {
        var box = new byte[NonceSize + secret.Length + TagSize];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key.Bytes, TagSize);
        aes.Encrypt(box.AsSpan(0, NonceSize), secret, box.AsSpan(NonceSize, secret.Length), box.AsSpan(^TagSize), Encoding.UTF8.GetBytes(place));
        return $"{Version}.{key.Id}.{Base64Url.EncodeToString(box)}";
    }

    /// <summary>Opens what was sealed for this place.</summary>
    /// <exception cref="InvalidOperationException">It was sealed under another key or for another place, or was changed.</exception>
    public byte[] Open(string sealedText, string place)
    {
        if (sealedText.Split('.') is not [Version, var keyId, var text])
            throw new InvalidOperationException($"The stored secret of {place} is not in a form this version knows.");
        if (keyId != key.Id)
            throw new InvalidOperationException(
                $"The stored secret of {place} was sealed with master key {keyId}, but this process has master key {key.Id}. "
                + "Start it with the master key that the database was first used with (Actors:MasterKey or Actors:MasterKeyFile).");
        var box = Base64Url.DecodeFromChars(text);
        var secret = new byte[box.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key.Bytes, TagSize);
        try
        {
            aes.Decrypt(box.AsSpan(0, NonceSize), box.AsSpan(NonceSize, secret.Length), box.AsSpan(^TagSize), secret, Encoding.UTF8.GetBytes(place));
        }
        catch (AuthenticationTagMismatchException mismatch)
        {
            throw new InvalidOperationException($"The stored secret of {place} does not open: it was changed, or belongs elsewhere.", mismatch);
        }

        return secret;
    }
}
