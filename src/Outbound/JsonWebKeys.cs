using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;

namespace Actors.Outbound;

/// <summary>Public keys of somebody else, read from a JWK set (RFC 7517 §5): RSA from 2048 bits, and P-256. Others are passed over.</summary>
public sealed class JsonWebKeys
{
    private const int SmallestRsa = 2048;

    private readonly List<(string? Id, AsymmetricAlgorithm Key)> keys = [];

    /// <summary>Reads a set; false where it is none, holds no key that can be used, or holds a private one.</summary>
    public static bool TryRead(JsonElement set, [NotNullWhen(true)] out JsonWebKeys? read)
    {
        read = null;
        if (set.ValueKind != JsonValueKind.Object || !set.TryGetProperty("keys", out var members) || members.ValueKind != JsonValueKind.Array) return false;
        var found = new JsonWebKeys();
        foreach (var member in members.EnumerateArray())
        {
            if (member.ValueKind != JsonValueKind.Object || member.TryGetProperty("d", out _) || member.TryGetProperty("k", out _)) return false;
            if (Text(member, "use") is null or "sig" && Import(member) is { } key) found.keys.Add((Text(member, "kid"), key));
        }

        read = found.keys.Count > 0 ? found : null;
        return read is not null;
    }

    /// <summary>Reads a set from text.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out JsonWebKeys? read)
    {
        read = null;
        try
        {
            using var document = JsonDocument.Parse(text);
            return TryRead(document.RootElement, out read);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Whether one of the keys, that of <paramref name="keyId"/> if it is given, made the signature.</summary>
    public bool Verify(string algorithm, string? keyId, byte[] data, byte[] signature) =>
        keys.Any(key => (keyId is null || key.Id is null || key.Id == keyId) && Verify(key.Key, algorithm, data, signature));

    private static bool Verify(AsymmetricAlgorithm key, string algorithm, byte[] data, byte[] signature) => (algorithm, key) switch
    {
        ("RS256", RSA rsa) => rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        ("PS256", RSA rsa) => rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        ("ES256", ECDsa curve) => curve.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
        _ => false,
    };

    private static AsymmetricAlgorithm? Import(JsonElement key)
    {
        try
        {
            switch (Text(key, "kty"), Text(key, "crv"))
            {
                case ("RSA", _):
                    var rsa = RSA.Create(new RSAParameters { Modulus = Bytes(key, "n"), Exponent = Bytes(key, "e") });
                    return rsa.KeySize >= SmallestRsa ? rsa : null;
                case ("EC", "P-256"):
                    return ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = { X = Bytes(key, "x"), Y = Bytes(key, "y") } });
                default:
                    return null;
            }
        }
        catch (Exception wrong) when (wrong is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private static byte[] Bytes(JsonElement key, string name) => Text(key, name) is { Length: > 0 } text ? Base64Url.DecodeFromChars(text) : throw new FormatException(name);

    private static string? Text(JsonElement key, string name) =>
        key.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
