namespace Actors.Contracts.A2A;

/// <summary>Something an agent can do, as its card tells.</summary>
/// <param name="id">The skill's id.</param>
[AttributeUsage(AttributeTargets.Interface, AllowMultiple = true)]
public sealed class AgentSkillAttribute(string id) : Attribute
{
    /// <summary>The skill's id.</summary>
    public string Id { get; } = id;

    /// <summary>What people call it.</summary>
    public required string Title { get; init; }

    /// <summary>What it does.</summary>
    public required string Description { get; init; }

    /// <summary>Words to find it by.</summary>
    public required string[] Tags { get; init; }

    /// <summary>What one can say to have it done.</summary>
    public string[] Examples { get; init; } = [];
}
