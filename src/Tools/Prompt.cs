using Actors.Contracts.Tools;
using Actors.Tools.Schemas;

namespace Actors.Tools;

/// <summary>One prompt: read once from a contract method, then only looked up.</summary>
public sealed record Prompt
{
    /// <summary>What the contract declares: name, title and scope.</summary>
    public required PromptAttribute Declared { get; init; }

    /// <summary>The method's documentation.</summary>
    public required string Description { get; init; }

    /// <summary>What a person fills in.</summary>
    public required IReadOnlyList<PromptArgument> Arguments { get; init; }

    /// <summary>Checks what was filled in.</summary>
    public required SchemaValidator Validator { get; init; }

    /// <summary>What completes the arguments, by their names.</summary>
    public required IReadOnlyDictionary<string, Capability> Completions { get; init; }

    /// <summary>Its picture, if its domain has one.</summary>
    public Icon? Icon { get; init; }

    /// <summary>Reaches the grain.</summary>
    public required ToolInvoker Invoker { get; init; }

    /// <summary>The prompt's name.</summary>
    public string Name => Declared.Name;
}
