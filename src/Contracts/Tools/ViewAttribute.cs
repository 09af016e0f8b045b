namespace Actors.Contracts.Tools;

/// <summary>
/// Gives a tool a page on which people look at its results, shown by hosts of MCP Apps in a frame of its own (MCP Apps,
/// io.modelcontextprotocol/ui). The page is one file that loads nothing else; the host hands it the result.
/// </summary>
/// <param name="uri">Its address, such as <c>ui://actors/goals</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ViewAttribute(string uri) : Attribute
{
    /// <summary>The address.</summary>
    public string Uri { get; } = uri;

    /// <summary>The file among the embedded resources of the contract's assembly, such as <c>goals.html</c>.</summary>
    public required string Page { get; init; }

    /// <summary>What a person sees in place of the address.</summary>
    public required string Title { get; init; }
}
