using System.Buffers;
using System.Buffers.Text;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Actors.Contracts.Identity;

/// <summary>
/// Secrets that are handed out as text: cookies, codes, client secrets, API keys. Each has 256 random bits, and only
/// its digest is ever stored or used as a grain key.
/// </summary>
public static class SecretText
{
    /// <summary>What an API key starts with, so that people and secret scanners know one when they see it.</summary>
    public const string ApiKeyPrefix = "ak_";

    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static readonly SearchValues<char> Base62Characters = SearchValues.Create(Base62);

    /// <summary>A secret of 43 characters of base64url.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>An API key: <c>ak_</c> and 43 characters of base62.</summary>
    public static string NewApiKey() => ApiKeyPrefix + EncodeBase62(RandomNumberGenerator.GetBytes(32), 43);

    /// <summary>An identifier of 128 random bits, 22 characters of base62. It is unique, not secret.</summary>
    public static string NewId() => EncodeBase62(RandomNumberGenerator.GetBytes(16), 22);

    /// <summary>Whether the text has the form of an API key.</summary>
    public static bool IsApiKey(ReadOnlySpan<char> text) =>
        text.Length == 46 && text.StartsWith(ApiKeyPrefix) && !text[3..].ContainsAnyExcept(Base62Characters);

    /// <summary>Whether the text has the form that <see cref="New"/> gives.</summary>
    public static bool IsSecret(ReadOnlySpan<char> text) => text.Length == 43 && Base64Url.IsValid(text);

    /// <summary>Whether the text has the form that <see cref="NewId"/> gives.</summary>
    public static bool IsId(ReadOnlySpan<char> text) => text.Length == 22 && !text.ContainsAnyExcept(Base62Characters);

    /// <summary>SHA-256 in base64url. A secret of full entropy needs no salt and no slow hash.</summary>
    public static string Digest(string secret) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Big-endian bytes in base62, zeros in front up to a fixed length.</summary>
    public static string EncodeBase62(ReadOnlySpan<byte> bytes, int length)
    {
        var number = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        var text = new char[length];
        for (var i = length - 1; i >= 0; i--)
        {
            number = BigInteger.DivRem(number, Base62.Length, out var digit);
            text[i] = Base62[(int)digit];
        }

        return new string(text);
    }
}
