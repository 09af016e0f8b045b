using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Tools.Schemas;

namespace Actors.Gateway.Tests.A2A;

/// <summary>
/// The shapes that the A2A project publishes, as JSON schemas without their words: of 1.0 and of 0.3's HTTP+JSON those of the protos, of
/// 0.3's JSON-RPC that of its JSON schema.
/// </summary>
internal sealed class Published(string file)
{
    public static readonly Published V10 = new("a2a-1.0.schema.json"), V03 = new("a2a-0.3.schema.json"), V03Rest = new("a2a-0.3-rest.schema.json");

    private readonly JsonObject defs = Read(file);
    private readonly ConcurrentDictionary<string, SchemaValidator> validators = new(StringComparer.Ordinal);

    /// <summary>Fails unless the JSON is of the type.</summary>
    public void Demand(string type, JsonElement json)
    {
        var problems = validators.GetOrAdd(type, name => new(JsonElement.Parse(new JsonObject { ["$ref"] = $"#/$defs/{name}", ["$defs"] = defs.DeepClone() }.ToJsonString()))).Validate(json);
        Assert.True(problems.Count == 0, $"{string.Join("; ", problems.Select(problem => $"{problem.Pointer}: {problem.Message}"))} in {json.GetRawText()}");
        DemandNoNulls(json);
    }

    /// <summary>Nothing that we answer is null, but for data, which is the agent's own.</summary>
    private static void DemandNoNulls(JsonElement json)
    {
        Assert.NotEqual(JsonValueKind.Null, json.ValueKind);
        if (json.ValueKind == JsonValueKind.Object)
            foreach (var member in json.EnumerateObject().Where(member => member.Name is not ("data" or "metadata"))) DemandNoNulls(member.Value);
        if (json.ValueKind == JsonValueKind.Array)
            foreach (var item in json.EnumerateArray()) DemandNoNulls(item);
    }

    private static JsonObject Read(string file)
    {
        using var stream = typeof(Published).Assembly.GetManifestResourceStream(file)!;
        return JsonNode.Parse(stream)!["$defs"]!.AsObject();
    }
}
