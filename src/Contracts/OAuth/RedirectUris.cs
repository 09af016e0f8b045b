using System.Text.RegularExpressions;

namespace Actors.Contracts.OAuth;

/// <summary>Which redirect URIs a client may register, and which ones of a request are those it registered.</summary>
public static partial class RedirectUris
{
    private const int MaxLength = 2000;

    /// <summary>Schemes of well-known desktop programs that do not follow the reversed-domain form of RFC 8252 §7.1.</summary>
    private static readonly string[] DesktopSchemes =
        ["claude", "cursor", "goose", "kiro", "raycast", "vscode", "vscode-insiders", "vscodium", "warp", "windsurf", "zed"];

    /// <summary>What is wrong with a redirect URI that a client wants to register, or null.</summary>
    public static string? Problem(string text)
    {
        if (text.Length > MaxLength || !Printable().IsMatch(text) || !Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || !text.StartsWith(uri.Scheme + ":", StringComparison.OrdinalIgnoreCase))
            return "is not an absolute URI of at most 2000 printable ASCII characters";
        if (text.Contains('#')) return "has a fragment";
        if (uri.UserInfo.Length > 0) return "has user information in front of its host";
        if (text.Contains('*')) return "has a wildcard; register each URI in full";
        if (text.StartsWith("https://", StringComparison.Ordinal)) return uri.Host.Length > 0 ? null : "has no host";
        if (text.StartsWith("http:", StringComparison.OrdinalIgnoreCase))
            return Loopback().IsMatch(text) ? null : "is plain http; only https, or http on 127.0.0.1, [::1] or localhost, keeps codes private";
        return uri.Scheme.Contains('.') || DesktopSchemes.Contains(uri.Scheme)
            ? null
            : "has a scheme that is neither https nor a program's own, such as com.example.app";
    }

    /// <summary>
    /// Whether a request's redirect URI is one of the registered: character for character, but for the port of a
    /// loopback address, which a program cannot know beforehand (RFC 8252 §7.3).
    /// </summary>
    public static bool IsRegistered(IReadOnlyList<string> registered, string requested) =>
        registered.Contains(requested) || (WithoutPort(requested) is { } loopback && registered.Any(uri => WithoutPort(uri) == loopback));

    /// <summary>Whether the URI leads to a program on the person's own computer.</summary>
    public static bool IsLoopback(string uri) => Loopback().IsMatch(uri);

    private static string? WithoutPort(string uri) => Loopback().Match(uri) is { Success: true } match
        ? match.Groups["host"].Value + uri[match.Length..]
        : null;

    [GeneratedRegex(@"\A(?<host>http://(127\.0\.0\.1|\[::1\]|localhost))(:[0-9]{1,5})?(?=[/?]|\z)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Loopback();

    [GeneratedRegex("""\A[!#-;=?-\[\]_a-z~]+\z""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Printable();
}
