namespace Actors.Contracts.Tools;

/// <summary>
/// Makes a grain method a prompt: a person picks it, fills in the arguments, and a model goes on from what the method
/// answers, <see cref="Content.PromptMessages"/>. The arguments are the members of its request record, all of them text.
/// </summary>
/// <param name="name">The prompt's name, in <c>snake_case</c>, unique in the product.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PromptAttribute(string name) : CapabilityAttribute
{
    /// <summary>The prompt's name.</summary>
    public string Name { get; } = name;

    /// <summary>What a person sees in place of the name.</summary>
    public required string Title { get; init; }
}
