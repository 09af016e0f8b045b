using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Actors.Gateway.Authentication;

/// <summary>The SHA-256 of a credential: what it is remembered by, so that no cache holds the credential itself.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct TokenDigest(ulong A, ulong B, ulong C, ulong D)
{
    /// <summary>Digests a credential of ASCII characters, at most <paramref name="token"/>'s length many.</summary>
    public static TokenDigest Of(ReadOnlySpan<char> token)
    {
        Span<byte> bytes = token.Length <= 2048 ? stackalloc byte[token.Length] : new byte[token.Length];
        Span<TokenDigest> digest = stackalloc TokenDigest[1];
        // Characters beyond ASCII become '?', which no credential contains.
        System.Text.Encoding.ASCII.GetBytes(token, bytes);
        SHA256.HashData(bytes, MemoryMarshal.AsBytes(digest));
        return digest[0];
    }

    // The digest is uniform already: any 32 bits of it are a good hash.
    public override int GetHashCode() => (int)A;
}
