namespace Actors.Contracts.Content;

/// <summary>One turn of a prompt.</summary>
[GenerateSerializer, Immutable, Alias("content.PromptMessage")]
public sealed record PromptMessage
{
    /// <summary>Who says it: <c>user</c> or <c>assistant</c>.</summary>
    [Id(0)] public required string Role { get; init; }

    /// <summary>What is said.</summary>
    [Id(1)] public required ContentBlock Content { get; init; }

    /// <summary>What the person says to the model.</summary>
    public static PromptMessage FromUser(ContentBlock content) => new() { Role = "user", Content = content };
}
