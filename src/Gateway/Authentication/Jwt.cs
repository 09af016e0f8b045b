using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Actors.Gateway.Authentication;

/// <summary>
/// A JWT in the one form this server issues: compact JWS (RFC 7515 §3.1), RS256, type <c>at+jwt</c> (RFC 9068 §2.1).
/// Whatever else a header claims is refused before any key is looked at.
/// </summary>
internal sealed class Jwt
{
    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private readonly byte[] text;
    private readonly int firstDot;
    private readonly int lastDot;

    private Jwt(byte[] text, int firstDot, int lastDot, string keyId)
    {
        this.text = text;
        this.firstDot = firstDot;
        this.lastDot = lastDot;
        KeyId = keyId;
    }

    /// <summary>The key that the token says it is signed with.</summary>
    public string KeyId { get; }

    /// <summary>Reads form and header; <paramref name="problem"/> says what is wrong with them.</summary>
    public static bool TryParse(string token, [NotNullWhen(true)] out Jwt? jwt, [NotNullWhen(false)] out string? problem)
    {
        jwt = null;
        var parts = token.Split('.');
        if (parts.Length != 3 || parts.Any(part => part.AsSpan().ContainsAnyExcept(Alphabet)))
        {
            problem = "This is neither an access token nor an API key: the one has three parts of base64url, the other starts with ak_.";
            return false;
        }

        problem = ReadHeader(parts[0], out var keyId);
        if (problem is not null) return false;
        jwt = new Jwt(Encoding.ASCII.GetBytes(token), parts[0].Length, token.Length - parts[2].Length - 1, keyId!);
        return true;
    }

    /// <summary>Whether the signature was made with the private half of <paramref name="key"/>.</summary>
    public bool IsSignedBy(RSA key)
    {
        Span<byte> signature = stackalloc byte[512];
        var encoded = text.AsSpan(lastDot + 1);
        return Base64Url.IsValid(encoded) && Base64Url.TryDecodeFromUtf8(encoded, signature, out var length)
            && key.VerifyData(text.AsSpan(0, lastDot), signature[..length], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    /// <summary>The claims as JSON. Only to be believed after <see cref="IsSignedBy"/>.</summary>
    public byte[] Payload() => Base64Url.DecodeFromUtf8(text.AsSpan(firstDot + 1, lastDot - firstDot - 1));

    private static string? ReadHeader(string part, out string? keyId)
    {
        keyId = null;
        try
        {
            using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(part), new JsonDocumentOptions { AllowDuplicateProperties = false });
            var header = document.RootElement;
            string? Text(string name) => header.TryGetProperty(name, out var value) ? value.GetString() : null;
            if (Text("alg") != "RS256") return "The token is not signed with RS256, the only algorithm of this server.";
            if (!string.Equals(Text("typ"), "at+jwt", StringComparison.OrdinalIgnoreCase)) return "The token is no access token: its type is not at+jwt.";
            if (header.TryGetProperty("crit", out _)) return "The token needs extensions that this server does not have.";
            keyId = Text("kid");
            return keyId is null ? "The token does not name the key it is signed with." : null;
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or InvalidOperationException)
        {
            return "The token's header cannot be read.";
        }
    }
}
