using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Contracts;
using Actors.Gateway.Errors;
using Actors.Gateway.Rest.Archives;
using Actors.Tools;

namespace Actors.Gateway.Rest;

/// <summary>
/// Describes the REST surface as OpenAPI 3.1, whose schemas are JSON Schema 2020-12: what the catalog has goes in as it is.
/// </summary>
internal sealed class OpenApiDocument(PublicAddress address)
{
    private static readonly int[] ProblemStatuses = [400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503, 504];

    public JsonObject Describe(ToolCatalog catalog)
    {
        var paths = new JsonObject();
        foreach (var path in catalog.Tools.GroupBy(tool => tool.Route.Path).OrderBy(path => path.Key, StringComparer.Ordinal))
            paths[path.Key] = Object(path.OrderBy(tool => tool.Route.Method, StringComparer.Ordinal).Select(tool => (tool.Route.Method.ToLowerInvariant(), (JsonNode?)Operation(tool))));
        return new()
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "Actors",
                ["version"] = "1",
                ["description"] = $"What people and their agents can do here. MCP clients find the same tools at {address.Base}/mcp. "
                    + $"Every answer has an {Correlation.Header} header, which is your own if you send one; quote it when you report a problem.",
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = address.Base }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = new JsonObject { ["Problem"] = ProblemSchema() },
                ["responses"] = Object(ProblemStatuses.Select(status => (Text(status), (JsonNode?)ProblemResponse(status)))),
                ["securitySchemes"] = SecuritySchemes(),
            },
        };
    }

    private static JsonObject Operation(Tool tool)
    {
        var operation = new JsonObject
        {
            ["operationId"] = tool.Name,
            ["summary"] = tool.Declared.Title,
            ["description"] = tool.Description,
            ["tags"] = new JsonArray(tool.Route.Path.Split('/')[2]),
        };
        var inQuery = OpenApiArguments.InQuery(tool);
        if (OpenApiArguments.Parameters(tool, inQuery) is { Count: > 0 } parameters) operation["parameters"] = parameters;
        if (!inQuery) operation["requestBody"] = OpenApiArguments.Body(tool);
        operation["responses"] = Responses(tool);
        operation["security"] = new JsonArray(
            new JsonObject { ["oauth"] = new JsonArray(tool.Declared.Scope) }, new JsonObject { ["bearer"] = new JsonArray() }, new JsonObject { ["apiKey"] = new JsonArray() });
        return operation;
    }

    private static JsonObject Responses(Tool tool)
    {
        var (type, description, schema) = tool switch
        {
            { Streams: true } => ("application/json", "The result. Whoever accepts text/event-stream gets progress events while it works, and this as the data of the event named result.", OpenApiArguments.Embeddable(tool.OutputSchema)),
            { Declared.Lines: not null } => (JsonLines.ContentType, "One JSON value a line. A Link header leads to the next part, if there is one.", new JsonObject { ["type"] = "string" }),
            { Declared.Archive: true, Route.Method: "GET" } => (ArchiveDownload.ContentType, "All parts in one zip of JSON lines, with a manifest at its end.", new JsonObject { ["type"] = "string", ["format"] = "binary" }),
            _ => ("application/json", "The result.", OpenApiArguments.Embeddable(tool.OutputSchema)),
        };
        var success = new JsonObject { ["description"] = description, ["content"] = new JsonObject { [type] = new JsonObject { ["schema"] = schema } } };
        if (tool.Streams) success["content"]![EventStream.ContentType] = new JsonObject { ["schema"] = schema.DeepClone() };
        var problems = ProblemStatuses.Where(status => status != StatusCodes.Status422UnprocessableEntity || tool.AsksOverRest).Select(status => (Text(status), (JsonNode?)new JsonObject { ["$ref"] = $"#/components/responses/{Text(status)}" }));
        return Object(problems.Prepend(("200", success)));
    }

    private static JsonObject ProblemResponse(int status) => new()
    {
        ["description"] = string.Join(" ", ErrorKind.All.Where(kind => kind.Status == status).Select(kind => $"{kind.Title} ({kind.Code}). {kind.Remedy}")),
        ["content"] = new JsonObject { [Problem.ContentType] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/Problem" } } },
    };

    private static JsonObject ProblemSchema() => JsonNode.Parse("""
        {
          "type": "object",
          "description": "Problem details (RFC 9457).",
          "required": ["type", "title", "status", "detail", "code", "correlationId"],
          "properties": {
            "type": { "type": "string", "format": "uri", "description": "Leads to the documentation of the code." },
            "title": { "type": "string", "description": "The kind of problem." },
            "status": { "type": "integer", "description": "The HTTP status." },
            "detail": { "type": "string", "description": "What was wrong, and what to do." },
            "code": { "type": "string", "description": "The kind of problem, for programs. Codes do not change." },
            "correlationId": { "type": "string", "description": "Finds the request in the logs." },
            "errors": {
              "type": "array",
              "description": "The arguments that do not fit.",
              "items": {
                "type": "object",
                "required": ["pointer", "message"],
                "properties": {
                  "pointer": { "type": "string", "description": "The argument, as a JSON pointer (RFC 6901)." },
                  "message": { "type": "string", "description": "What is wrong with it." }
                }
              }
            }
          }
        }
        """)!.AsObject();

    private JsonObject SecuritySchemes() => new()
    {
        ["oauth"] = new JsonObject
        {
            ["type"] = "oauth2",
            ["description"] = "For applications that act for a person. PKCE is required; clients register themselves.",
            ["flows"] = new JsonObject
            {
                ["authorizationCode"] = new JsonObject
                {
                    ["authorizationUrl"] = $"{address.Base}/oauth/authorize",
                    ["tokenUrl"] = $"{address.Base}/oauth/token",
                    ["refreshUrl"] = $"{address.Base}/oauth/token",
                    ["scopes"] = Object(Scopes.All.Select(scope => (scope.Scope, (JsonNode?)scope.Meaning))),
                },
            },
        },
        ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "An access token or an API key." },
        ["apiKey"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = "X-Api-Key", ["description"] = "An API key." },
    };

    private static JsonObject Object(IEnumerable<(string Name, JsonNode? Value)> members) => new(members.Select(member => KeyValuePair.Create(member.Name, member.Value)));

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
