using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Actors.Wire;

/// <summary>JSON in the one form that RFC 8785 gives it, so that what is signed here is what others check.</summary>
public static class CanonicalJson
{
    /// <summary>The canonical form of a value.</summary>
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
            case JsonValue one when one.TryGetValue(out bool flag):
                text.Append(flag ? "true" : "false");
                break;
            case null:
                text.Append("null");
                break;
            default:
                text.Append(Number(double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)));
                break;
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

    /// <summary>§3.2.2.3: the shortest digits that tell the number apart, laid out as ECMAScript does.</summary>
    private static string Number(double number)
    {
        var (mantissa, exponent) = number.ToString("R", CultureInfo.InvariantCulture).Split('E') is [var first, var second] ? (first, int.Parse(second, CultureInfo.InvariantCulture)) : (number.ToString("R", CultureInfo.InvariantCulture), 0);
        var (whole, fraction) = mantissa.TrimStart('-').Split('.') is [var one, var other] ? (one, other) : (mantissa.TrimStart('-'), "");
        var digits = (whole + fraction).TrimStart('0');
        var point = whole.Length + exponent - (whole.Length + fraction.Length - digits.Length); // behind so many digits
        digits = digits.TrimEnd('0');
        if (digits.Length == 0) return "0";
        return (number < 0 ? "-" : "") + point switch
        {
            > 21 or <= -6 => string.Create(CultureInfo.InvariantCulture, $"{digits[0]}{(digits.Length > 1 ? "." : "")}{digits[1..]}e{(point > 0 ? "+" : "")}{point - 1}"),
            <= 0 => $"0.{new string('0', -point)}{digits}",
            _ when point >= digits.Length => digits.PadRight(point, '0'),
            _ => $"{digits[..point]}.{digits[point..]}",
        };
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
