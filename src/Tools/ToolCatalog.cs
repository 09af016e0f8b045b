using System.Diagnostics.CodeAnalysis;

namespace Actors.Tools;

/// <summary>Everything that is offered, each kind in one order for every caller: by name or address.</summary>
public sealed class ToolCatalog(IReadOnlyList<Tool> tools, IReadOnlyList<Resource> resources, IReadOnlyList<Prompt> prompts, IReadOnlyList<View>? views = null)
{
    private readonly Dictionary<string, Tool> byName = tools.ToDictionary(tool => tool.Name, StringComparer.Ordinal);

    /// <summary>The tools, ordered by name.</summary>
    public IReadOnlyList<Tool> Tools { get; } = tools;

    /// <summary>What can be read, ordered by address.</summary>
    public IReadOnlyList<Resource> Resources { get; } = resources;

    /// <summary>The prompts, ordered by name.</summary>
    public IReadOnlyList<Prompt> Prompts { get; } = prompts;

    /// <summary>The pages that show results, ordered by address.</summary>
    public IReadOnlyList<View> Views { get; } = views ?? [];

    /// <summary>The icon of this name, or null.</summary>
    public Icon? FindIcon(string name) => Tools.Select(tool => tool.Icon).FirstOrDefault(icon => icon?.Name == name);

    /// <summary>The page at this address, or null.</summary>
    public View? FindView(string uri) => Views.FirstOrDefault(view => view.Uri == uri);

    /// <summary>The tool of this name, or null.</summary>
    public Tool? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>The prompt of this name, or null.</summary>
    public Prompt? FindPrompt(string name) => Prompts.FirstOrDefault(prompt => prompt.Name == name);

    /// <summary>The resource at an address, and what stands in the placeholders of its template.</summary>
    public bool TryFind(string uri, [NotNullWhen(true)] out Resource? resource, [NotNullWhen(true)] out IReadOnlyList<string>? values)
    {
        foreach (var candidate in Resources)
        {
            if (!candidate.Template.TryMatch(uri, out values)) continue;
            resource = candidate;
            return true;
        }
        (resource, values) = (null, null);
        return false;
    }
}
