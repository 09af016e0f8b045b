namespace Actors.Contracts.Tools;

/// <summary>
/// Gives a read-only tool an address as well: what it answers can be read, listed and completed as an MCP resource. A
/// placeholder in the address is an argument's name, and makes it a template.
/// </summary>
/// <param name="uri">Such as <c>actors://goals/{goalId}</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ResourceAttribute(string uri) : Attribute
{
    /// <summary>The address, or the template of addresses.</summary>
    public string Uri { get; } = uri;

    /// <summary>The name in lists of resources, in <c>snake_case</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What a person sees in place of the name.</summary>
    public required string Title { get; init; }

    /// <summary>What is read; a tool's result is JSON unless it answers with <see cref="Content.ResourceContents"/>.</summary>
    public string MimeType { get; init; } = "application/json";
}
