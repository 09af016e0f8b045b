using Actors.Tools;

namespace Actors.Gateway.Rest;

/// <summary>
/// Finds the tool that serves a method and a path. One endpoint of ASP.NET Core's own routing covers them all, so that
/// nothing waits for the catalog at start; below it this tree decides, a literal segment before a placeholder.
/// </summary>
internal sealed class RouteTable
{
    private readonly Node root = new();

    public RouteTable(IEnumerable<Tool> tools)
    {
        foreach (var tool in tools)
        {
            var node = root;
            foreach (var segment in Segments(tool.Route.Path)) node = node.Child(segment);
            if (!node.Tools.TryAdd(tool.Route.Method, tool))
                throw new InvalidOperationException($"Both {tool.Name} and {node.Tools[tool.Route.Method].Name} are at {tool.Route.Method} {tool.Route.Path}.");
        }
    }

    /// <summary>What is at this path, or null.</summary>
    public RouteMatch? Find(string path)
    {
        var values = new List<string>();
        return Find(root, Segments(path), values) is { } node ? new(node.Tools, values) : null;
    }

    private static Node? Find(Node node, ReadOnlySpan<string> path, List<string> values)
    {
        if (path.IsEmpty) return node.Tools.Count > 0 ? node : null;
        if (node.Literals.TryGetValue(path[0], out var literal) && Find(literal, path[1..], values) is { } found) return found;
        if (node.Placeholder is null || path[0].Length == 0) return null;
        values.Add(path[0]);
        if (Find(node.Placeholder, path[1..], values) is { } below) return below;
        values.RemoveAt(values.Count - 1);
        return null;
    }

    private static string[] Segments(string path) => path.Trim('/').Split('/');

    private sealed class Node
    {
        public Dictionary<string, Node> Literals { get; } = new(StringComparer.OrdinalIgnoreCase);

        public Node? Placeholder { get; private set; }

        public SortedDictionary<string, Tool> Tools { get; } = new(StringComparer.Ordinal);

        public Node Child(string segment)
        {
            if (segment.StartsWith('{')) return Placeholder ??= new();
            return Literals.TryGetValue(segment, out var node) ? node : Literals[segment] = new();
        }
    }
}
