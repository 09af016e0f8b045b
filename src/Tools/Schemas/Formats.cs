using System.Globalization;
using System.Text.Json;

namespace Actors.Tools.Schemas;

/// <summary>The string formats that schemas here name (JSON Schema 2020-12 Validation §7.3), asserted rather than annotated.</summary>
internal static class Formats
{
    /// <summary>What is wrong with a string that is <paramref name="text"/>, or null.</summary>
    public static string? Fault(string format, JsonElement value, string text) => format switch
    {
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? null : "Expected a date like 2026-12-31.",
        "date-time" => value.TryGetDateTimeOffset(out _) && HasOffset(text) ? null : "Expected a time with its offset, like 2026-12-31T08:00:00Z.",
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _) ? null : "Expected an absolute URI.",
        "uuid" => Guid.TryParseExact(text, "D", out _) ? null : "Expected a UUID.",
        _ => null,
    };

    private static bool HasOffset(string text) => text.Length > 6 && (text[^1] is 'Z' || text[^6] is '+' or '-') && text.Contains('T', StringComparison.Ordinal);
}
