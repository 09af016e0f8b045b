namespace Actors.Contracts.Tools;

/// <summary>Marks a grain interface whose methods are tools, and says which of its grains serves a caller.</summary>
/// <param name="key">How the grain's key follows from the caller.</param>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class ToolSetAttribute(ToolKey key) : Attribute
{
    /// <summary>How the grain's key follows from the caller.</summary>
    public ToolKey Key { get; } = key;
}
