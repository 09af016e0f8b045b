using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Actors.Gateway.A2A.Cards;

/// <summary>JSON in the one form that RFC 8785 gives it, so that what is signed here is what others check.</summary>
internal static class CanonicalJson
{
    /// <summary>The canonical form of a value whose numbers are whole.</summary>
    public static string Of(JsonNode? value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject members:
                Enclose(text, '{', '}', members.OrderBy(member => member.Key, StringComparer.Ordinal), member =>
                {
                    Write(text, member.Key);
                    text.Append(':');
                    Write(text, member.Value);
                });
                break;
            case JsonArray items:
                Enclose(text, '[', ']', items, item => Write(text, item));
                break;
            case JsonValue one when one.TryGetValue(out string? characters):
                Write(text, characters);
                break;
            case JsonValue one when one.TryGetValue(out long number):
                text.Append(CultureInfo.InvariantCulture, $"{number}");
                break;
            case JsonValue one when one.TryGetValue(out bool flag):
                text.Append(flag ? "true" : "false");
                break;
            case null:
                text.Append("null");
                break;
            default:
                throw new NotSupportedException($"{value.GetPath()} is a number that is not whole.");
        }
    }

    private static void Enclose<T>(StringBuilder text, char first, char last, IEnumerable<T> items, Action<T> write)
    {
        text.Append(first);
        var many = false;
        foreach (var item in items)
        {
            if (many) text.Append(',');
            many = true;
            write(item);
        }
        text.Append(last);
    }

    /// <summary>§3.2.2.2: only what JSON forbids in a string is escaped, in its shortest form.</summary>
    private static void Write(StringBuilder text, string characters)
    {
        text.Append('"');
        foreach (var character in characters)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => text.Append(character),
            };
        }
        text.Append('"');
    }
}
