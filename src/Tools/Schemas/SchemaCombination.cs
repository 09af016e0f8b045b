using System.Text.Json;

namespace Actors.Tools.Schemas;

/// <summary>What a schema demands through others: references, alternatives, conditions and constants (JSON Schema 2020-12 Core §8 and §10.2).</summary>
internal sealed class SchemaCombination
{
    public static readonly string[] Keywords = ["$ref", "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "const"];

    private readonly Lazy<SchemaNode>? reference;
    private readonly SchemaNode[] all, any, one;
    private readonly SchemaNode? not, condition, then, otherwise;
    private readonly JsonElement? constant;

    private SchemaCombination(JsonElement schema, SchemaReferences references)
    {
        reference = schema.TryGetProperty("$ref"u8, out var target) ? references.At(target.GetString()!) : null;
        (all, any, one) = (Several("allOf"), Several("anyOf"), Several("oneOf"));
        (not, condition, then, otherwise) = (Single("not"), Single("if"), Single("then"), Single("else"));
        constant = schema.TryGetProperty("const"u8, out var value) ? value : null;

        SchemaNode[] Several(string keyword) => schema.TryGetProperty(keyword, out var list) ? [.. list.EnumerateArray().Select(references.Compile)] : [];
        SchemaNode? Single(string keyword) => schema.TryGetProperty(keyword, out var item) ? references.Compile(item) : null;
    }

    /// <summary>What a schema has of these, or null where it has none.</summary>
    public static SchemaCombination? Of(JsonElement schema, SchemaReferences references) =>
        schema.EnumerateObject().Any(keyword => Keywords.Contains(keyword.Name)) ? new(schema, references) : null;

    public void Check(JsonElement value, string pointer, SchemaProblems problems)
    {
        reference?.Value.Check(value, pointer, problems);
        foreach (var schema in all) schema.Check(value, pointer, problems);
        if (any.Length > 0 && !any.Any(Fits)) problems.Add(pointer, "It fits none of the alternatives.");
        if (one.Length > 0 && one.Count(Fits) is not 1 and var fitting) problems.Add(pointer, fitting == 0 ? "It fits none of the alternatives." : "It fits more than one of the alternatives.");
        if (not is not null && Fits(not)) problems.Add(pointer, "It is what it must not be.");
        if (condition is not null) (Fits(condition) ? then : otherwise)?.Check(value, pointer, problems);
        if (constant is { } expected && !JsonElement.DeepEquals(expected, value)) problems.Add(pointer, $"Expected {expected.GetRawText()}.");

        bool Fits(SchemaNode schema)
        {
            var apart = new SchemaProblems { Depth = problems.Depth };
            schema.Check(value, pointer, apart);
            return apart.All.Count == 0;
        }
    }
}
