namespace Actors.Contracts.Content;

/// <summary>What a prompt becomes once its arguments are filled in.</summary>
[GenerateSerializer, Immutable, Alias("content.PromptMessages")]
public sealed record PromptMessages
{
    /// <summary>What the prompt is for, where there is more to say than in the list of prompts.</summary>
    [Id(0)] public string? Description { get; init; }

    /// <summary>The conversation so far, for the model to go on with.</summary>
    [Id(1)] public required IReadOnlyList<PromptMessage> Messages { get; init; }
}
