namespace Actors.Contracts.Content;

/// <summary>
/// The result of a tool that shows something rather than answering with a record: pictures, sounds, texts, resources. Such a
/// tool has no output schema.
/// </summary>
[GenerateSerializer, Immutable, Alias("content.ToolContent")]
public sealed record ToolContent
{
    /// <summary>The pieces, in the order they are shown in.</summary>
    [Id(0)] public required IReadOnlyList<ContentBlock> Content { get; init; }
}
