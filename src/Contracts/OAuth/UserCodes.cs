using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Actors.Contracts.Identity;

namespace Actors.Contracts.OAuth;

/// <summary>
/// Codes that people read on one screen and type on another: eight consonants, so that they spell nothing and are not mistaken for
/// each other (RFC 8628 §6.1). 34 bits: enough for ten minutes of throttled guessing.
/// </summary>
public static class UserCodes
{
    private const string Letters = "BCDFGHJKLMNPQRSTVWXZ";
    private const int Length = 8;

    /// <summary>A fresh code, as it is shown: four letters, a hyphen, four letters.</summary>
    public static string New() => Shown(RandomNumberGenerator.GetString(Letters, Length));

    /// <summary>Reads what a person typed, whatever its case and what stands between the letters, into the form that is shown.</summary>
    public static bool TryRead(string? typed, [NotNullWhen(true)] out string? code)
    {
        var letters = new string((typed ?? "").Where(char.IsAsciiLetter).Select(char.ToUpperInvariant).ToArray());
        code = typed is { Length: <= 40 } && letters.Length == Length && letters.All(Letters.Contains) ? Shown(letters) : null;
        return code is not null;
    }

    /// <summary>The key of the code's grain.</summary>
    public static string Key(string code) => GrainKeys.PlatformItem(SecretText.Digest($"user code {code}"));

    private static string Shown(string letters) => $"{letters[..4]}-{letters[4..]}";
}
