namespace Actors.Contracts.Tools;

/// <summary>
/// The method completes an argument of the prompts and resource templates of its interface: from a
/// <see cref="Content.CompletionRequest"/> to <see cref="Content.Completions"/>.
/// </summary>
/// <param name="argument">The argument's name, as callers spell it.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CompletionAttribute(string argument) : CapabilityAttribute
{
    /// <summary>The argument's name.</summary>
    public string Argument { get; } = argument;
}
