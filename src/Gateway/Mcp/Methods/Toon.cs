using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Actors.Gateway.Mcp.Methods;

/// <summary>
/// JSON as TOON (Token-Oriented Object Notation, toonformat.dev): lines instead of braces, and names of a table's columns once
/// instead of in each row. For clients whose models read tables.
/// </summary>
internal sealed class Toon
{
    private static readonly SearchValues<char> Special = SearchValues.Create("\",:\\[]{}");

    private readonly StringBuilder text = new();

    /// <summary>The text of a value.</summary>
    public static string Of(JsonElement value)
    {
        var toon = new Toon();
        if (value.ValueKind == JsonValueKind.Object) toon.Members(value, 0, first: "");
        else if (value.ValueKind == JsonValueKind.Array) toon.Array("", value, 0);
        else toon.text.Append(Scalar(value));
        return toon.text.ToString().TrimEnd('\n');
    }

    /// <summary>The members of an object, one a line; the first may stand behind what begins the line.</summary>
    private void Members(JsonElement value, int depth, string? first = null)
    {
        foreach (var member in value.EnumerateObject())
        {
            if (first is null) Indent(depth);
            first = null;
            Member(Key(member.Name), member.Value, depth);
        }
    }

    private void Member(string key, JsonElement value, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append(key).Append(":\n");
                Members(value, depth + 1);
                break;
            case JsonValueKind.Array:
                Array(key, value, depth);
                break;
            default:
                text.Append(key).Append(": ").Append(Scalar(value)).Append('\n');
                break;
        }
    }

    private void Array(string key, JsonElement value, int depth)
    {
        text.Append(key).Append(CultureInfo.InvariantCulture, $"[{value.GetArrayLength()}]");
        if (value.GetArrayLength() == 0) text.Append(":\n");
        else if (value.EnumerateArray().All(IsScalar)) text.Append(": ").AppendJoin(',', value.EnumerateArray().Select(Scalar)).Append('\n');
        else if (Columns(value) is { } columns) Table(value, columns, depth);
        else List(value, depth);
    }

    private void Table(JsonElement rows, string[] columns, int depth)
    {
        text.Append('{').AppendJoin(',', columns.Select(Key)).Append("}:\n");
        foreach (var row in rows.EnumerateArray())
        {
            Indent(depth + 1);
            text.AppendJoin(',', columns.Select(column => Scalar(row.GetProperty(column)))).Append('\n');
        }
    }

    private void List(JsonElement items, int depth)
    {
        text.Append(":\n");
        foreach (var item in items.EnumerateArray())
        {
            Indent(depth + 1);
            text.Append('-');
            if (item.ValueKind == JsonValueKind.Object && !item.EnumerateObject().Any()) text.Append('\n');
            else if (item.ValueKind == JsonValueKind.Object)
            {
                text.Append(' ');
                Members(item, depth + 2, first: "");
            }
            else if (item.ValueKind == JsonValueKind.Array)
            {
                text.Append(' ');
                Array("", item, depth + 1);
            }
            else
            {
                text.Append(' ').Append(Scalar(item)).Append('\n');
            }
        }
    }

    private void Indent(int depth) => text.Append(' ', 2 * depth);

    /// <summary>The names that all rows have, if they have the same ones and nothing but scalars; else null.</summary>
    private static string[]? Columns(JsonElement rows)
    {
        string[]? columns = null;
        foreach (var row in rows.EnumerateArray())
        {
            if (row.ValueKind != JsonValueKind.Object || !row.EnumerateObject().All(member => IsScalar(member.Value))) return null;
            var names = row.EnumerateObject().Select(member => member.Name).ToArray();
            columns ??= names;
            if (names.Length == 0 || names.Length != columns.Length || names.Except(columns, StringComparer.Ordinal).Any()) return null;
        }
        return columns;
    }

    private static bool IsScalar(JsonElement value) => value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);

    private static string Scalar(JsonElement value) => value.ValueKind == JsonValueKind.String ? Quoted(value.GetString()!) : value.GetRawText();

    private static string Key(string name) =>
        name.Length > 0 && (char.IsAsciiLetter(name[0]) || name[0] == '_') && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.') ? name : Escaped(name);

    /// <summary>Text as it is, unless it could be taken for something else.</summary>
    private static string Quoted(string value)
    {
        var plain = value.Length > 0 && value[0] is not (' ' or '-') && value[^1] != ' ' && value is not ("true" or "false" or "null")
            && !double.TryParse(value, CultureInfo.InvariantCulture, out _)
            && !value.AsSpan().ContainsAny(Special) && !value.Any(char.IsControl);
        return plain ? value : Escaped(value);
    }

    private static string Escaped(string value) => new StringBuilder(value, value.Length + 8)
        .Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").Replace("\r", "\\r").Replace("\t", "\\t").Insert(0, '"').Append('"').ToString();
}
