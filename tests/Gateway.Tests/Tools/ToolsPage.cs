using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Tools;
using Actors.Tools;

namespace Actors.Gateway.Tests.Tools;

/// <summary><c>docs/tools.md</c> says what the catalog offers. <c>UPDATE_GOLDEN=1</c> writes it anew.</summary>
public sealed class ToolsPage
{
    private static readonly ToolCatalog Catalog = new ToolCatalogBuilder(grains: null!, [typeof(Caller).Assembly]).Build();

    [Fact]
    public async Task The_page_of_tools_is_true()
    {
        var page = Write();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is not null) await File.WriteAllTextAsync(Place(), page);
        else Assert.Equal(await File.ReadAllTextAsync(Place()), page);
    }

    private static string Write()
    {
        var page = new StringBuilder("""
            # Tools, resources and prompts

            Generated from the contracts; do not edit. Each tool is called by its name over MCP and by its route over REST, with the same
            arguments, checks and errors. A caller needs the scope, and a role that may hold it.


            """);
        foreach (var group in Catalog.Tools.GroupBy(tool => tool.Declared.Scope.Split(':')[0]).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            page.Append($"## {group.Key}\n\n");
            foreach (var tool in group) Write(page, tool);
        }
        page.Append("## Resources\n\n| Address | What | Scope |\n|---|---|---|\n");
        foreach (var resource in Catalog.Resources)
            page.Append($"| `{resource.Template.Text}` | {resource.Declared.Title}: what `{resource.Tool.Name}` answers | `{resource.Tool.Declared.Scope}` |\n");
        page.Append("\n## Prompts\n\n| Prompt | What | Arguments | Scope |\n|---|---|---|---|\n");
        foreach (var prompt in Catalog.Prompts)
            page.Append($"| `{prompt.Name}` | {prompt.Description} | {string.Join("; ", prompt.Arguments.Select(argument => $"`{argument.Name}`{(argument.IsRequired ? "" : ", optional")}: {argument.Description}"))} | `{prompt.Declared.Scope}` |\n");
        return page.ToString();
    }

    private static void Write(StringBuilder page, Tool tool)
    {
        page.Append($"### {tool.Name}\n\n`{tool.Declared.Route}` · scope `{tool.Declared.Scope}`{string.Concat(Hints(tool).Select(hint => $" · {hint}"))}\n\n{tool.Description}\n\n");
        var arguments = tool.InputSchema.GetProperty("properties").EnumerateObject().ToList();
        if (arguments.Count == 0) return;
        var required = tool.InputSchema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()).ToHashSet() : [];
        page.Append("| Argument | Type | |\n|---|---|---|\n");
        foreach (var argument in arguments)
            page.Append($"| `{argument.Name}`{(required.Contains(argument.Name) ? "" : ", optional")} | {Type(argument.Value)} | {argument.Value.GetProperty("description").GetString()} |\n");
        page.Append('\n');
    }

    private static IEnumerable<string> Hints(Tool tool)
    {
        if (tool.Declared.ReadOnly) yield return "reads only";
        if (tool.Declared.Destructive) yield return "can destroy";
        if (tool.Declared is { Idempotent: true, ReadOnly: false }) yield return "can be repeated";
        if (tool.Declared.OpenWorld) yield return "reaches outside";
        if (tool.Declared.Tasks != TaskSupport.Never) yield return "becomes a task where the client knows tasks";
        if (tool.Streams) yield return "tells of its progress";
    }

    private static string Type(JsonElement schema)
    {
        if (schema.TryGetProperty("enum", out var values))
            return string.Join(", ", values.EnumerateArray().Where(value => value.ValueKind == JsonValueKind.String).Select(value => $"`{value.GetString()}`"));
        if (!schema.TryGetProperty("type", out var type)) return "object";
        var name = type.ValueKind == JsonValueKind.String ? type.GetString()! : type.EnumerateArray().Select(one => one.GetString()!).First(one => one != "null");
        if (name == "array") return $"list of {Type(schema.GetProperty("items"))}";
        return schema.TryGetProperty("format", out var format) ? $"{name}, {format.GetString()}" : name;
    }

    private static string Place([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/tools.md"));
}
