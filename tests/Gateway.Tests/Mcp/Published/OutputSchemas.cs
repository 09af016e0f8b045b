using System.Text.Json;
using Actors.Contracts;
using Actors.Tools;
using Actors.Tools.Schemas;

namespace Actors.Gateway.Tests.Mcp.Published;

/// <summary>
/// The output schemas of the product's tools. They are read from the records that results are made of, so that results are not held
/// against them at run time: that every result which any test sees fits is the proof that this is right.
/// </summary>
internal static class OutputSchemas
{
    private static readonly Lazy<Dictionary<string, SchemaValidator>> Validators = new(() => new ToolCatalogBuilder(grains: null!, [typeof(Caller).Assembly]).Build()
        .Tools.ToDictionary(tool => tool.Name, tool => new SchemaValidator(tool.OutputSchema), StringComparer.Ordinal));

    public static void Demand(string tool, JsonElement result)
    {
        if (!Validators.Value.TryGetValue(tool, out var validator)) return;
        var problems = validator.Validate(result);
        Assert.True(problems.Count == 0, $"{tool} answered {result}\n{string.Join('\n', problems.Select(problem => $"{problem.Pointer}: {problem.Message}"))}");
    }
}
