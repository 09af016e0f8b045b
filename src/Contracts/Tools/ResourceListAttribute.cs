namespace Actors.Contracts.Tools;

/// <summary>The method answers which resources of a template a caller has, as <see cref="Content.ResourceEntries"/>.</summary>
/// <param name="name">The <see cref="ResourceAttribute.Name"/> of the template, of the same interface.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ResourceListAttribute(string name) : CapabilityAttribute
{
    /// <summary>The template's name.</summary>
    public string Name { get; } = name;
}
