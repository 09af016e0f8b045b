namespace Actors.Tools;

/// <summary>One argument of a prompt, always text.</summary>
public sealed record PromptArgument(string Name, string Description, bool IsRequired);
