using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Actors.Contracts.Tools;

namespace Actors.Tools.Schemas;

/// <summary>Writes JSON Schema 2020-12 from the message records: their types, required members, annotations and documentation.</summary>
internal sealed class ToolSchemas(XmlDocs docs)
{
    private static readonly JsonElement NoArguments = JsonElement.Parse("""{"type":"object","properties":{},"additionalProperties":false}""");

    /// <summary>The schema of a tool's arguments; null allowed where a member is optional, and nothing unknown.</summary>
    public JsonElement Arguments(Type? request) => request is null ? NoArguments
        : Given(request) ?? Write(request, ToolJson.Arguments, isResult: false);

    /// <summary>The schema of a tool's result; an optional member is absent rather than null.</summary>
    public JsonElement Result(Type result) => Given(result) ?? Write(result, ToolJson.Results, isResult: true);

    /// <summary>Whether a record's schema is written by hand, rather than read from it.</summary>
    public static bool IsGiven(Type record) => record.IsDefined(typeof(JsonSchemaAttribute));

    private static JsonElement? Given(Type record) => record.GetCustomAttribute<JsonSchemaAttribute>() is { } given ? JsonElement.Parse(given.Schema) : null;

    private JsonElement Write(Type type, JsonSerializerOptions options, bool isResult)
    {
        var schema = options.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => Refine(context, node, isResult),
        });
        return JsonSerializer.SerializeToElement(schema, options);
    }

    private JsonNode Refine(JsonSchemaExporterContext context, JsonNode node, bool isResult)
    {
        if (node is not JsonObject schema) return node;
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        if (type.IsEnum) NameValues(schema);
        if (isResult || context.PropertyInfo is null) ForbidNull(schema);
        if (context.PropertyInfo?.AttributeProvider is PropertyInfo member) Annotate(schema, member);
        return schema;
    }

    /// <summary>Gives an enumeration its type, which the exporter leaves open.</summary>
    private static void NameValues(JsonObject schema)
    {
        var values = schema["enum"]!.AsArray().Where(value => value is not null).Select(value => value!.GetValue<string>()).ToArray();
        var nullable = schema["enum"]!.AsArray().Count > values.Length;
        schema.Remove("enum");
        schema["type"] = nullable ? new JsonArray("string", "null") : "string";
        schema["enum"] = new JsonArray([.. values.Select(value => JsonValue.Create(value)), .. nullable ? [null] : Array.Empty<JsonNode?>()]);
    }

    private static void ForbidNull(JsonObject schema)
    {
        if (schema["type"] is JsonArray types)
        {
            var named = types.Select(type => type!.GetValue<string>()).Where(type => type != "null").ToArray();
            schema["type"] = named is [var only] ? only : new JsonArray([.. named.Select(name => JsonValue.Create(name))]);
        }
        if (schema["enum"] is JsonArray values && values.Any(value => value is null))
            schema["enum"] = new JsonArray([.. values.Where(value => value is not null).Select(value => value!.DeepClone())]);
    }

    private void Annotate(JsonObject schema, PropertyInfo member)
    {
        foreach (var attribute in member.GetCustomAttributes<ValidationAttribute>())
        {
            switch (attribute)
            {
                case RangeAttribute range:
                    schema["minimum"] = Convert.ToDouble(range.Minimum, System.Globalization.CultureInfo.InvariantCulture);
                    schema["maximum"] = Convert.ToDouble(range.Maximum, System.Globalization.CultureInfo.InvariantCulture);
                    break;
                case StringLengthAttribute length:
                    if (length.MinimumLength > 0) schema["minLength"] = length.MinimumLength;
                    schema["maxLength"] = length.MaximumLength;
                    break;
                case RegularExpressionAttribute expression:
                    schema["pattern"] = expression.Pattern;
                    break;
                default:
                    throw new NotSupportedException($"{member.DeclaringType!.Name}.{member.Name}: {attribute.GetType().Name} has no JSON Schema here.");
            }
        }
        if (member.GetCustomAttribute<McpHeaderAttribute>() is { } header) schema["x-mcp-header"] = header.Name;
        schema["description"] = docs.Summary(member) ?? throw new InvalidOperationException($"{member.DeclaringType!.Name}.{member.Name} has no documentation.");
    }
}
