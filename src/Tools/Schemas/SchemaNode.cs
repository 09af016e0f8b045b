using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Actors.Tools.Schemas;

/// <summary>
/// One schema compiled for checking (JSON Schema 2020-12): types, objects, arrays, strings, numbers and enumerations; alternatives
/// and conditions are <see cref="SchemaCombination"/>'s. A schema with any other keyword does not compile.
/// </summary>
internal sealed class SchemaNode
{
    private const int Deepest = 256;

    private static readonly string[] Known =
    [
        .. SchemaCombination.Keywords, "$schema", "$anchor", "$defs", "$comment", "x-mcp-header", "examples", "title", "description", "type", "properties", "required", "additionalProperties", "items", "enum", "minimum", "maximum",
        "minLength", "maxLength", "minItems", "maxItems", "pattern", "format", "default", "enumNames",
    ];

    private readonly string[] types;
    private readonly string[]? allowed;
    private readonly Dictionary<string, SchemaNode> properties = new(StringComparer.Ordinal);
    private readonly string[] required;
    private readonly bool closed;
    private readonly SchemaNode? items, values;
    private readonly double? minimum, maximum;
    private readonly int? minLength, maxLength, minItems, maxItems;
    private readonly Regex? pattern;
    private readonly string? patternText, description, format;
    private readonly SchemaCombination? combination;

    internal SchemaNode(JsonElement schema, SchemaReferences references)
    {
        if (schema.EnumerateObject().FirstOrDefault(keyword => !Known.Contains(keyword.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
            throw new NotSupportedException($"The schema keyword {unknown.Name} is not among those that are checked here.");

        types = Strings(schema, "type") ?? [];
        allowed = Strings(schema, "enum");
        required = Strings(schema, "required") ?? [];
        if (schema.TryGetProperty("properties", out var members))
            foreach (var member in members.EnumerateObject()) properties[member.Name] = references.Compile(member.Value);
        if (schema.TryGetProperty("additionalProperties", out var more))
        {
            closed = more.ValueKind == JsonValueKind.False;
            values = more.ValueKind == JsonValueKind.Object ? references.Compile(more) : null;
        }
        items = schema.TryGetProperty("items", out var item) ? references.Compile(item) : null;
        (minimum, maximum) = (Number(schema, "minimum"), Number(schema, "maximum"));
        (minLength, maxLength) = ((int?)Number(schema, "minLength"), (int?)Number(schema, "maxLength"));
        (minItems, maxItems) = ((int?)Number(schema, "minItems"), (int?)Number(schema, "maxItems"));
        pattern = schema.TryGetProperty("pattern", out var text) ? Pattern(patternText = text.GetString()!) : null;
        description = schema.TryGetProperty("description", out var words) ? words.GetString() : null;
        format = schema.TryGetProperty("format", out var name) ? name.GetString() : null;
        combination = SchemaCombination.Of(schema, references);
    }

    public static SchemaNode Compile(JsonElement schema) => new SchemaReferences(schema).Compile(schema);

    public void Check(JsonElement value, string pointer, SchemaProblems problems)
    {
        // A reference may lead back to its own schema; the arguments' depth is bounded by the reader, so only that goes on for ever.
        if (problems.Depth >= Deepest)
        {
            problems.Add(pointer, "The schema refers to itself without end.");
            return;
        }
        problems.Depth++;
        CheckOnce(value, pointer, problems);
        combination?.Check(value, pointer, problems);
        problems.Depth--;
    }

    private void CheckOnce(JsonElement value, string pointer, SchemaProblems problems)
    {
        if (types.Length > 0 && !types.Any(type => Is(type, value)))
        {
            problems.Add(pointer, $"Expected {string.Join(" or ", types.Select(Article))}, found {Found(value)}.");
            return;
        }
        if (allowed is not null && !(value.ValueKind is JsonValueKind.String && allowed.Contains(value.GetString())) && value.ValueKind is not JsonValueKind.Null)
            problems.Add(pointer, $"Expected one of {string.Join(", ", allowed)}; found {Found(value)}.");

        switch (value.ValueKind)
        {
            case JsonValueKind.Object: CheckObject(value, pointer, problems); break;
            case JsonValueKind.Array: CheckArray(value, pointer, problems); break;
            case JsonValueKind.String: CheckString(value, pointer, problems); break;
            case JsonValueKind.Number: CheckNumber(value, pointer, problems); break;
        }
    }

    private void CheckObject(JsonElement value, string pointer, SchemaProblems problems)
    {
        foreach (var name in required)
            if (!value.TryGetProperty(name, out _)) problems.Add(Child(pointer, name), "It is required and missing.");
        foreach (var member in value.EnumerateObject())
        {
            if (properties.TryGetValue(member.Name, out var schema)) schema.Check(member.Value, Child(pointer, member.Name), problems);
            else if (values is not null) values.Check(member.Value, Child(pointer, member.Name), problems);
            else if (closed) problems.Add(Child(pointer, member.Name), Unknown());
        }
    }

    private string Unknown() => properties.Count == 0
        ? "It is unknown; nothing is expected here."
        : $"It is unknown; known are {string.Join(", ", properties.Keys)}.";

    private void CheckArray(JsonElement value, string pointer, SchemaProblems problems)
    {
        var count = value.GetArrayLength();
        if (count < minItems) problems.Add(pointer, $"Expected at least {minItems} items, found {count}.");
        if (count > maxItems) problems.Add(pointer, $"Expected at most {maxItems} items, found {count}.");
        if (items is null) return;
        var index = 0;
        foreach (var item in value.EnumerateArray())
            items.Check(item, Child(pointer, index++.ToString(CultureInfo.InvariantCulture)), problems);
    }

    private void CheckString(JsonElement value, string pointer, SchemaProblems problems)
    {
        var text = value.GetString()!;
        if (minLength is not null || maxLength is not null)
        {
            var length = text.EnumerateRunes().Count();
            if (length < minLength) problems.Add(pointer, $"Expected at least {minLength} character(s), found {length}.");
            if (length > maxLength) problems.Add(pointer, $"Expected at most {maxLength} character(s), found {length}.");
        }
        if (pattern?.IsMatch(text) == false) problems.Add(pointer, $"Found {Found(value)}, which does not fit. {description}{(description is null ? "" : " ")}(Pattern: {patternText})");
        if (format is not null && Formats.Fault(format, value, text) is { } fault) problems.Add(pointer, fault);
    }

    private void CheckNumber(JsonElement value, string pointer, SchemaProblems problems)
    {
        var number = value.GetDouble();
        if (!double.IsFinite(number)) problems.Add(pointer, "The number is too large.");
        else if (number < minimum) problems.Add(pointer, $"Expected at least {Text(minimum)}, found {Text(number)}.");
        else if (number > maximum) problems.Add(pointer, $"Expected at most {Text(maximum)}, found {Text(number)}.");
    }

    /// <summary>In JSON Schema (ECMA-262) a closing $ is the very end; in .NET it also matches before a last line feed.</summary>
    private static Regex Pattern(string text) => new(text.EndsWith('$') ? text[..^1] + @"\z" : text, RegexOptions.NonBacktracking);

    private static string Text(double? number) => number!.Value.ToString("R", CultureInfo.InvariantCulture);

    private static bool Is(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind is JsonValueKind.Object,
        "array" => value.ValueKind is JsonValueKind.Array,
        "string" => value.ValueKind is JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind is JsonValueKind.Null,
        "number" => value.ValueKind is JsonValueKind.Number,
        "integer" => value.ValueKind is JsonValueKind.Number && double.IsInteger(value.GetDouble()),
        _ => throw new NotSupportedException($"There is no JSON type {type}."),
    };

    private static string Article(string type) => type is "object" or "array" or "integer" ? $"an {type}" : type == "null" ? "null" : $"a {type}";

    private static string Found(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() is { Length: <= 40 } text ? $"the string \"{text}\"" : "a long string",
        JsonValueKind.Number => value.GetRawText() is { Length: <= 40 } text ? $"the number {text}" : "a long number",
        JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        JsonValueKind.Null => "null",
        JsonValueKind.Array => "an array",
        _ => "an object",
    };

    private static string Child(string pointer, string name) =>
        $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    private static string[]? Strings(JsonElement schema, string keyword) => !schema.TryGetProperty(keyword, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? [value.GetString()!]
        : [.. value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)];

    private static double? Number(JsonElement schema, string keyword) => schema.TryGetProperty(keyword, out var value) ? value.GetDouble() : null;
}
