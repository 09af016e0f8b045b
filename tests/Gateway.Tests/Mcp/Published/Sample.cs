using System.Text.Json;
using System.Text.Json.Nodes;

namespace Actors.Gateway.Tests.Mcp.Published;

/// <summary>Makes JSON that a definition allows, the usual and the odd alike. Names of things that there are come up often enough to get behind the first look-up.</summary>
internal sealed class Sample(JsonElement definitions, Random random)
{
    private const int Deepest = 6;

    private static readonly string[] Texts = ["", "x", "whoami", "list_goals", "set_goal", "actors://goals", "actors://me", "ui://actors/goals", "\u00e9\ud83d\ude00", "a b\tc\n", "\u0000", "null", "{}", "=?base64?x?="];

    private static readonly Dictionary<string, string[]> Likely = new(StringComparer.Ordinal)
    {
        ["name"] = ["\"whoami\"", "\"list_goals\"", "\"review_goals\"", "\"plan_goal\""],
        ["uri"] = ["\"actors://me\"", "\"actors://goals\"", "\"ui://actors/goals\""],
        ["arguments"] = ["{}"],
        ["io.modelcontextprotocol/protocolVersion"] = ["\"2026-07-28\""],
    };

    /// <summary>One value of a definition.</summary>
    public JsonNode Of(string definition) => Make(definitions.GetProperty(definition), 0)!;

    private JsonNode? Make(JsonElement schema, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object || !schema.EnumerateObject().Any()) return Anything(depth);
        if (schema.TryGetProperty("$ref", out var reference)) return Make(definitions.GetProperty(reference.GetString()!.Split('/')[^1]), depth);
        if (schema.TryGetProperty("const", out var constant)) return JsonNode.Parse(constant.GetRawText());
        if (schema.TryGetProperty("enum", out var values)) return JsonNode.Parse(values[random.Next(values.GetArrayLength())].GetRawText());
        if (schema.TryGetProperty("anyOf", out var some)) return Make(some[random.Next(some.GetArrayLength())], depth);
        var type = !schema.TryGetProperty("type", out var types) ? "object"
            : types.ValueKind == JsonValueKind.Array ? types[random.Next(types.GetArrayLength())].GetString() : types.GetString();
        return type switch
        {
            "object" => Object(schema, depth),
            "array" => new JsonArray([.. Enumerable.Range(0, depth > Deepest ? 0 : random.Next(4)).Select(_ => Make(schema.GetProperty("items"), depth + 1))]),
            "string" => Text(schema),
            "integer" => random.Next(schema.TryGetProperty("minimum", out var least) ? least.GetInt32() : -1000, 1000),
            "number" => schema.TryGetProperty("maximum", out _) ? random.NextDouble() : random.Next(-1000, 1000) / 8.0,
            "boolean" => random.Next(2) == 0,
            _ => null,
        };
    }

    private JsonObject Object(JsonElement schema, int depth)
    {
        var made = new JsonObject();
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!).ToHashSet(StringComparer.Ordinal) : [];
        if (schema.TryGetProperty("properties", out var properties))
        {
            foreach (var member in properties.EnumerateObject())
            {
                if (!required.Contains(member.Name) && (depth > Deepest || random.Next(3) > 0)) continue;
                made[member.Name] = Likely.TryGetValue(member.Name, out var likely) && (likely.Length == 1 || random.Next(3) > 0)
                    ? JsonNode.Parse(likely[random.Next(likely.Length)]) : Make(member.Value, depth + 1);
            }
        }
        if (schema.TryGetProperty("additionalProperties", out var more) && depth < Deepest && random.Next(2) == 0) made["x-more"] = Make(more, depth + 1);
        return made;
    }

    private string Text(JsonElement schema) => (schema.TryGetProperty("format", out var format) ? format.GetString() : null) switch
    {
        "uri" => "https://example.com/x?y=1",
        "uri-template" => "actors://goals/{goalId}",
        "byte" => Convert.ToBase64String([1, 2, 3]),
        _ => Texts[random.Next(Texts.Length)],
    };

    private JsonNode? Anything(int depth) => random.Next(depth > Deepest ? 4 : 6) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.Next(-5, 5),
        3 => Texts[random.Next(Texts.Length)],
        4 => new JsonArray(Anything(depth + 1)),
        _ => new JsonObject { ["x"] = Anything(depth + 1) },
    };
}
