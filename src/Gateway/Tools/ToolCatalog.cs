namespace Actors.Gateway.Tools;

/// <summary>Every tool there is, in one order for every caller: by name.</summary>
internal sealed class ToolCatalog(IReadOnlyList<Tool> tools)
{
    private readonly Dictionary<string, Tool> byName = tools.ToDictionary(tool => tool.Name, StringComparer.Ordinal);

    /// <summary>The tools, ordered by name.</summary>
    public IReadOnlyList<Tool> Tools { get; } = tools;

    /// <summary>The tool of this name, or null.</summary>
    public Tool? Find(string name) => byName.GetValueOrDefault(name);
}
