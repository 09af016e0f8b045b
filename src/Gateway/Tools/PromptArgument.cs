namespace Actors.Gateway.Tools;

/// <summary>One argument of a prompt, always text.</summary>
internal sealed record PromptArgument(string Name, string Description, bool IsRequired);
