using System.Text.Json;
using System.Text.RegularExpressions;

namespace Actors.Tools;

/// <summary>An argument that comes in a header as well (2026-07-28, Streamable HTTP: Schema Extension).</summary>
/// <param name="Header">The header's name.</param>
/// <param name="Path">Where the argument stands: names of properties, from the root.</param>
public sealed partial record ParameterHeader(string Header, IReadOnlyList<string> Path)
{
    private const string Keyword = "x-mcp-header";

    /// <summary>The headers that a schema declares.</summary>
    /// <exception cref="InvalidOperationException">A declaration is none that clients accept; the message says why.</exception>
    public static IReadOnlyList<ParameterHeader> Of(JsonElement schema)
    {
        List<ParameterHeader> headers = [.. Find(schema, [])];
        if (headers.Select(header => header.Header).Distinct(StringComparer.OrdinalIgnoreCase).Count() < headers.Count)
            throw new InvalidOperationException($"Two arguments have the same {Keyword}.");
        return headers;
    }

    /// <summary>What stands in the arguments, as a header has it; or null for nothing.</summary>
    public string? Value(JsonElement arguments)
    {
        foreach (var name in Path)
            if (arguments.ValueKind != JsonValueKind.Object || !arguments.TryGetProperty(name, out arguments)) return null;
        return arguments.ValueKind switch
        {
            JsonValueKind.String => arguments.GetString(),
            JsonValueKind.Number => arguments.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };
    }

    private static IEnumerable<ParameterHeader> Find(JsonElement schema, IReadOnlyList<string> path)
    {
        if (schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties"u8, out var properties)) yield break;
        foreach (var property in properties.EnumerateObject())
        {
            IReadOnlyList<string> here = [.. path, property.Name];
            if (property.Value.ValueKind == JsonValueKind.Object && property.Value.TryGetProperty(Keyword, out var name))
                yield return Token().IsMatch(name.GetString()!) && IsPrimitive(property.Value)
                    ? new($"Mcp-Param-{name.GetString()}", here)
                    : throw new InvalidOperationException($"{Keyword} of {property.Name} must be a header's name, and the argument a string, an integer or a boolean.");
            foreach (var within in Find(property.Value, here)) yield return within;
        }
    }

    private static bool IsPrimitive(JsonElement schema) => schema.TryGetProperty("type"u8, out var type)
        && (type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().All(one => IsPrimitive(one.GetString()!)) : IsPrimitive(type.GetString()!));

    private static bool IsPrimitive(string type) => type is "string" or "integer" or "boolean" or "null";

    [GeneratedRegex(@"^[!#$%&'*+\-.^_`|~0-9A-Za-z]+\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
