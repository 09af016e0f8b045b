using System.Diagnostics.CodeAnalysis;

namespace Actors.Contracts.OAuth;

/// <summary>A client id that is the https address of the client's own description (OAuth Client ID Metadata Document §3).</summary>
public static class ClientDocumentUri
{
    private const int MaxLength = 500;

    /// <summary>
    /// Reads one; false for anything else. It is compared as text everywhere, so only the one spelling that a parser would write
    /// is taken: no dot segments, no capitals in the host, no fragment, no user information.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Uri? uri)
    {
        uri = null;
        if (text is not { Length: <= MaxLength } || !text.StartsWith("https://", StringComparison.Ordinal) || text.Contains('#')) return false;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var parsed) || parsed.AbsoluteUri != text || parsed.UserInfo.Length > 0) return false;
        uri = parsed;
        return true;
    }
}
