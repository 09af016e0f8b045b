using System.Text.Json;
using Actors.Gateway.Errors;
using Actors.Gateway.Pages;
using Actors.Tools;

namespace Actors.Gateway.Rest;

/// <summary>The REST interface for people who read: each tool at its route, rendered once from the catalog that serves it. Programs read <see cref="OpenApiEndpoint"/>.</summary>
internal sealed class DocsPage(ToolCatalog catalog)
{
    public const string Path = "/docs";

    private readonly Html content = Describe(catalog);

    public Page Show() => new("REST", content);

    private static Html Describe(ToolCatalog catalog)
    {
        var groups = catalog.Tools.GroupBy(tool => tool.Route.Path.Split('/')[2]).OrderBy(group => group.Key, StringComparer.Ordinal).ToArray();
        return Html.Of($"""
            <h1 class="reference">REST</h1>
            <p>What people and their agents can do here. Each of these is a tool of the same name over MCP, with the same arguments, checks and errors.
            Send an access token or an API key as <code>Authorization: Bearer …</code>.</p>
            <p>For programs: <a href=".{OpenApiEndpoint.Path}">OpenAPI</a>. When something fails: <a href=".{ErrorsPage.Path}">errors</a>.</p>
            <p class="groups">{Html.Of(groups.Select(group => Html.Of($"""<a href=".{Path}#{group.Key}">{group.Key}</a> """)))}</p>
            {Html.Of(groups.Select(group => Html.Of($"""
            <h2 id="{group.Key}">{group.Key}</h2>
            {Html.Of(group.OrderBy(tool => tool.Route.Path, StringComparer.Ordinal).ThenBy(tool => tool.Route.Method, StringComparer.Ordinal).Select(Describe))}

            """)))}
            """);
    }

    private static Html Describe(Tool tool) => Html.Of($"""
        <details id="{tool.Name}">
        <summary><code>{tool.Route.Method} {tool.Route.Path}</code> {tool.Declared.Title}</summary>
        <p>{tool.Description}</p>
        <p class="quiet"><code>{tool.Name}</code> · scope <code>{tool.Declared.Scope}</code>{string.Concat(Hints(tool).Select(hint => $" · {hint}"))}</p>
        {Arguments(tool)}
        </details>

        """);

    private static Html Arguments(Tool tool)
    {
        var properties = tool.InputSchema.GetProperty("properties").EnumerateObject().ToArray();
        return properties.Length == 0 ? default : Html.Of($"""
            <table>
            <tr><th>Argument</th><th>In</th><th>Type</th><th></th></tr>
            {Html.Of(properties.Select(property => Argument(tool, property)))}
            </table>
            """);
    }

    private static Html Argument(Tool tool, JsonProperty property) => Html.Of($"""
        <tr><td><code>{property.Name}</code></td><td>{OpenApiArguments.Place(tool, property.Name)}</td><td>{Type(property.Value)}</td>
        <td>{(OpenApiArguments.IsRequired(tool, property.Name) ? "" : "Optional. ")}{property.Value.GetProperty("description").GetString()}</td></tr>

        """);

    private static IEnumerable<string> Hints(Tool tool)
    {
        if (tool.Declared.ReadOnly) yield return "reads only";
        if (tool.Declared.Destructive) yield return "can destroy";
        if (tool.Declared is { Idempotent: true, ReadOnly: false }) yield return "can be repeated";
        if (tool.Streams) yield return "tells of its progress to who accepts text/event-stream";
        if (tool.Declared.Lines is not null) yield return "answers with JSON lines";
        if (tool.Declared.Archive) yield return "a zip";
    }

    private static string Type(JsonElement schema)
    {
        if (schema.TryGetProperty("enum", out var values)) return string.Join(", ", values.EnumerateArray().Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()));
        if (!schema.TryGetProperty("type", out var type)) return "object";
        var name = type.ValueKind == JsonValueKind.String ? type.GetString()! : type.EnumerateArray().Select(one => one.GetString()!).First(one => one != "null");
        if (name == "array") return $"list of {Type(schema.GetProperty("items"))}";
        return schema.TryGetProperty("format", out var format) ? $"{name}, {format.GetString()}" : name;
    }
}
