namespace Actors.Contracts.Content;

/// <summary>Asks how an argument that a person is typing can go on.</summary>
[GenerateSerializer, Immutable, Alias("content.CompletionRequest")]
public sealed record CompletionRequest
{
    /// <summary>What was typed so far.</summary>
    [Id(0)] public required string Value { get; init; }
}
