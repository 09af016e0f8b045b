using System.Collections.Frozen;
using System.Globalization;
using Npgsql;

namespace Actors.Postgres;

/// <summary>
/// Reads <c>DATABASE_URL</c> in either of its usual forms: a URI as libpq and hosting platforms write it
/// (<c>postgres://user:password@host:5432/database?sslmode=require</c>) or Npgsql's <c>Host=…;Database=…</c>.
/// Errors never repeat the text, which holds a password.
/// </summary>
public static class DatabaseUrl
{
    /// <summary>What libpq calls a parameter, and what Npgsql calls it.</summary>
    private static readonly FrozenDictionary<string, string> Keywords = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["host"] = "Host",
        ["port"] = "Port",
        ["user"] = "Username",
        ["password"] = "Password",
        ["dbname"] = "Database",
        ["sslmode"] = "SSL Mode",
        ["sslrootcert"] = "Root Certificate",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["sslpassword"] = "SSL Password",
        ["channel_binding"] = "Channel Binding",
        ["connect_timeout"] = "Timeout",
        ["application_name"] = "Application Name",
        ["target_session_attrs"] = "Target Session Attributes",
        ["options"] = "Options",
        ["passfile"] = "Passfile",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads either form.</summary>
    /// <exception cref="FormatException">The text is neither form, or a parameter is unknown or out of range.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        text = text.Trim();
        string reason;
        try
        {
            var settings = IsUri(text) ? FromUri(text) : new NpgsqlConnectionStringBuilder(text);
            if (!string.IsNullOrEmpty(settings.Host))
                return settings;
            reason = "it names no host";
        }
        catch (UnreadableException e)
        {
            reason = e.Message;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or OverflowException or InvalidCastException)
        {
            reason = "it is neither a postgres:// address nor a list of Keyword=Value pairs that Npgsql knows";
        }

        throw new FormatException(
            $"DATABASE_URL cannot be read: {reason}. Write postgres://user:password@host:5432/database "
            + "(special characters percent-encoded) or Host=…;Database=…;Username=…;Password=….");
    }

    private static bool IsUri(string text) =>
        text.StartsWith("postgres://", StringComparison.Ordinal) || text.StartsWith("postgresql://", StringComparison.Ordinal);

    private static NpgsqlConnectionStringBuilder FromUri(string text)
    {
        var (address, query) = Split(text[(text.IndexOf("://", StringComparison.Ordinal) + 3)..], '?');
        var (authority, database) = Split(address, '/');
        var at = authority.LastIndexOf('@');
        var (user, password) = Split(at < 0 ? "" : authority[..at], ':');
        var (host, port) = HostAndPort(authority[(at + 1)..]);

        var settings = new NpgsqlConnectionStringBuilder();
        Set(settings, "Host", host);
        Set(settings, "Port", port);
        Set(settings, "Username", Uri.UnescapeDataString(user));
        Set(settings, "Password", Uri.UnescapeDataString(password));
        Set(settings, "Database", Uri.UnescapeDataString(database));
        foreach (var parameter in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = Split(parameter, '=');
            if (!Keywords.TryGetValue(name, out var keyword))
                throw new UnreadableException($"it has the unknown parameter '{name}'");
            Set(settings, keyword, Uri.UnescapeDataString(value));
        }

        return settings;
    }

    private static (string Host, string Port) HostAndPort(string text)
    {
        var bracket = text.StartsWith('[') ? text.IndexOf(']', StringComparison.Ordinal) : -1;
        var colon = text.IndexOf(':', bracket + 1);
        var host = colon < 0 ? text : text[..colon];
        var port = colon < 0 ? "" : text[(colon + 1)..];
        if (port.Length > 0 && !ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            throw new UnreadableException("its port is not a number from 0 to 65535");
        return (Uri.UnescapeDataString(host.Trim('[', ']')), port);
    }

    private static void Set(NpgsqlConnectionStringBuilder settings, string keyword, string value)
    {
        if (value.Length == 0)
            return;
        try
        {
            settings[keyword] = keyword is "SSL Mode" or "Target Session Attributes" ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidCastException)
        {
            throw new UnreadableException($"its {keyword} has a value that is not allowed", e);
        }
    }

    private static (string Before, string After) Split(string text, char separator) =>
        text.IndexOf(separator, StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + 1)..]) : (text, "");

    private sealed class UnreadableException(string message, Exception? inner = null) : Exception(message, inner);
}
