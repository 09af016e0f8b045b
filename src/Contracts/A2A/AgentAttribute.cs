namespace Actors.Contracts.A2A;

/// <summary>Makes a grain interface an agent that A2A clients can find: one <see cref="IAgentGrain"/> for each of its tasks.</summary>
/// <param name="name">The agent's name in addresses, in <c>kebab-case</c>.</param>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class AgentAttribute(string name) : Attribute
{
    /// <summary>The agent's name in addresses.</summary>
    public string Name { get; } = name;

    /// <summary>What people call it.</summary>
    public required string Title { get; init; }

    /// <summary>What it is for, in a sentence or two.</summary>
    public required string Description { get; init; }

    /// <summary>The media types it takes and makes; <c>*/*</c> for any.</summary>
    public required string[] Modes { get; init; }

    /// <summary>The agent's own version.</summary>
    public required string Version { get; init; }

    /// <summary>
    /// It answers at once, from the message alone, and has no effects: what it says to the message that a task begins with is stored together
    /// with that message. It may be asked more than once, and one grain of its serves all tasks of an owner.
    /// </summary>
    public bool Instant { get; init; }

    /// <summary>What it can do is what the tools can do: its card has a skill for each.</summary>
    public bool OffersTools { get; init; }
}
