using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Tools.Schemas;

namespace Actors.Gateway.Tests.Mcp.Published;

/// <summary>The schema that a revision of MCP publishes, and whether what goes over the wire fits it.</summary>
internal sealed class PublishedSchema
{
    private static readonly ConcurrentDictionary<string, PublishedSchema?> Loaded = new(StringComparer.Ordinal);

    private static readonly Lazy<PublishedSchema> TasksExtension = new(() => new(Path.Combine(Folder(), "tasks.json")));

    private readonly ConcurrentDictionary<string, SchemaValidator> validators = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> requests, messages;

    private PublishedSchema(string file)
    {
        Definitions = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(file)).GetProperty("$defs");
        requests = ByMethod("ClientRequest");
        messages = new[] { "ServerRequest", "ServerNotification" }.SelectMany(ByMethod).ToDictionary();
    }

    public static string[] Revisions => ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"];

    /// <summary>Every definition, by its name.</summary>
    public JsonElement Definitions { get; }

    /// <summary>What a client can ask: each method with the name of its definition.</summary>
    public IReadOnlyDictionary<string, string> Requests => requests;

    /// <summary>The schema of a revision, or null of what is none.</summary>
    public static PublishedSchema? Of(string revision) => Loaded.GetOrAdd(revision, name =>
        Revisions.Contains(name) ? new(Path.Combine(Folder(), $"{name}.json")) : null);

    /// <summary>Asserts that a message of the server's is what the revision says it is.</summary>
    /// <param name="message">A notification, a request, or an answer.</param>
    /// <param name="method">What it answers, where that is known.</param>
    public void Demand(JsonElement message, string? method = null)
    {
        if (message.TryGetProperty("method", out var own) && own.ValueEquals("notifications/tasks"))
        {
            TasksExtension.Value.Fits("TaskStatusNotification", message);
        }
        else if (own.ValueKind == JsonValueKind.String)
        {
            Fits(messages.GetValueOrDefault(own.GetString()!) ?? "a method of the server's", message);
            Fits(message.TryGetProperty("id", out _) ? "JSONRPCRequest" : "JSONRPCNotification", message);
        }
        else if (message.TryGetProperty("result", out var result))
        {
            Fits(Has("JSONRPCResultResponse") ? "JSONRPCResultResponse" : "JSONRPCResponse", message);
            if (method is not null && ResultOf(method, result) is { } definition) Fits(definition, result);
            if (method is not null && TaskResultOf(method, result) is { } task) TasksExtension.Value.Fits(task, result);
        }
        else if (message.TryGetProperty("id", out var id) && id.ValueKind != JsonValueKind.Null)
        {
            // JSON-RPC §5.1 has a null id where none could be read; the older schemas have no word for that.
            Fits(Has("JSONRPCErrorResponse") ? "JSONRPCErrorResponse" : "JSONRPCError", message);
        }
    }

    private void Fits(string definition, JsonElement value)
    {
        var problems = validators.GetOrAdd(definition, Compile).Validate(value);
        Assert.True(problems.Count == 0, $"This is no {definition}: {value}\n{string.Join('\n', problems.Select(problem => $"{problem.Pointer}: {problem.Message}"))}");
    }

    private SchemaValidator Compile(string definition)
    {
        Assert.True(Has(definition), $"The revision has no {definition}.");
        return new(JsonSerializer.SerializeToElement(new JsonObject { ["$ref"] = $"#/$defs/{definition}", ["$defs"] = JsonNode.Parse(Definitions.GetRawText()) }));
    }

    /// <summary>A task is an extension's result, which the schema of the protocol leaves open: <see cref="TaskResultOf"/>.</summary>
    private string? ResultOf(string method, JsonElement result)
    {
        if (!requests.TryGetValue(method, out var request)) return null;
        if (result.TryGetProperty("resultType", out var type) && !type.ValueEquals("complete")) return type.ValueEquals("input_required") ? "InputRequiredResult" : null;
        var named = request.Replace("Request", "Result", StringComparison.Ordinal);
        return Has(named) ? named : "EmptyResult";
    }

    private static string? TaskResultOf(string method, JsonElement result) => method switch
    {
        "tasks/get" => "GetTaskResult",
        "tasks/update" => "UpdateTaskResult",
        "tasks/cancel" => "CancelTaskResult",
        _ => result.TryGetProperty("resultType", out var type) && type.ValueEquals("task") ? "CreateTaskResult" : null,
    };

    private bool Has(string definition) => Definitions.TryGetProperty(definition, out _);

    private Dictionary<string, string> ByMethod(string union) => !Definitions.TryGetProperty(union, out var schema) ? []
        : schema.GetProperty("anyOf").EnumerateArray().Select(one => one.GetProperty("$ref").GetString()!.Split('/')[^1])
            .ToDictionary(name => Definitions.GetProperty(name).GetProperty("properties").GetProperty("method").GetProperty("const").GetString()!, StringComparer.Ordinal);

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
