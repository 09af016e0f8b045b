using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Gateway.Rest.Archives;
using Actors.Tools;

namespace Actors.Gateway.Rest;

/// <summary>Takes a tool's one input schema apart into what OpenAPI wants apart: path, query and body.</summary>
internal static class OpenApiArguments
{
    /// <summary>Whether what is not in the path is in the query.</summary>
    public static bool InQuery(Tool tool) => tool.Route.Method is "GET" or "DELETE";

    /// <summary>The arguments in the path and, where they go there, in the query.</summary>
    public static JsonArray Parameters(Tool tool, bool inQuery) => new([..
        Properties(tool).Where(property => (inQuery && !tool.Declared.Archive) || IsInPath(tool, property.Name)).Select(property => Parameter(tool, property))]);

    /// <summary>What the JSON body has: the schema without what the path has.</summary>
    public static JsonObject Body(Tool tool)
    {
        var schema = Embeddable(tool.InputSchema);
        foreach (var name in tool.Route.Parameters)
        {
            schema["properties"]?.AsObject().Remove(name);
            if (schema["required"] is JsonArray required) required.RemoveAll(one => one!.GetValue<string>() == name);
        }
        if (schema["required"] is JsonArray { Count: 0 }) schema.Remove("required");
        if (tool.AsksOverRest) AddAnswers(schema["properties"]!.AsObject());
        var content = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = schema } };
        if (tool.Declared.Archive) content[ArchiveDownload.ContentType] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "string", ["format"] = "binary" } };
        return new() { ["required"] = schema.ContainsKey("required"), ["content"] = content };
    }

    /// <summary>A schema as a part of a document that names the dialect for all of them.</summary>
    public static JsonObject Embeddable(JsonElement schema)
    {
        var copy = JsonObject.Create(schema)!.DeepClone().AsObject();
        copy.Remove("$schema");
        return copy;
    }

    private static void AddAnswers(JsonObject properties)
    {
        properties["inputResponses"] = new JsonObject { ["type"] = "object", ["description"] = "The answers to what a problem input_required asked, by the names of its inputRequests." };
        properties["requestState"] = new JsonObject { ["type"] = "string", ["description"] = "What that problem gave as requestState, as it came." };
    }

    private static JsonObject Parameter(Tool tool, JsonProperty property)
    {
        var schema = WithoutNull(Embeddable(property.Value));
        var parameter = new JsonObject
        {
            ["name"] = property.Name,
            ["in"] = IsInPath(tool, property.Name) ? "path" : "query",
            ["required"] = IsInPath(tool, property.Name) || IsRequired(tool, property.Name),
        };
        if (schema.Remove("description", out var description)) parameter["description"] = description;
        parameter["schema"] = schema;
        return parameter;
    }

    /// <summary>An address has text or nothing, never null.</summary>
    private static JsonObject WithoutNull(JsonObject schema)
    {
        if (schema["enum"] is JsonArray values) values.RemoveAll(value => value is null);
        if (schema["type"] is not JsonArray types) return schema;
        types.RemoveAll(type => type!.GetValue<string>() == "null");
        if (types is [{ } only]) schema["type"] = only.DeepClone();
        return schema;
    }

    /// <summary>Where an argument goes.</summary>
    public static string Place(Tool tool, string name) => IsInPath(tool, name) ? "path" : InQuery(tool) ? "query" : "body";

    private static bool IsInPath(Tool tool, string name) => tool.Route.Parameters.Contains(name);

    public static bool IsRequired(Tool tool, string name) =>
        tool.InputSchema.TryGetProperty("required", out var required) && required.EnumerateArray().Any(one => one.GetString() == name);

    private static JsonElement.ObjectEnumerator Properties(Tool tool) => tool.InputSchema.GetProperty("properties").EnumerateObject();
}
