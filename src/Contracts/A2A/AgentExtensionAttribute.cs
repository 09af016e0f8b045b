namespace Actors.Contracts.A2A;

/// <summary>An extension of the protocol that an agent takes part in, as its card tells (A2A 1.0 §4.6).</summary>
/// <param name="uri">What the extension is known by.</param>
[AttributeUsage(AttributeTargets.Interface, AllowMultiple = true)]
public sealed class AgentExtensionAttribute(string uri) : Attribute
{
    /// <summary>What the extension is known by.</summary>
    public string Uri { get; } = uri;

    /// <summary>What the agent does with it.</summary>
    public required string Description { get; init; }

    /// <summary>Whether the agent answers only clients that declare it.</summary>
    public bool Required { get; init; }
}
