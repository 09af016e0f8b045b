namespace Actors.Contracts.A2A;

/// <summary>One turn of a conversation between a client and an agent (A2A 1.0 §4.1.4).</summary>
[GenerateSerializer, Immutable, Alias("a2a.Message")]
public sealed record Message
{
    /// <summary>The id its maker gave it.</summary>
    [Id(0)] public required string MessageId { get; init; }

    /// <summary>The conversation it belongs to.</summary>
    [Id(1)] public string? ContextId { get; init; }

    /// <summary>The task it belongs to.</summary>
    [Id(2)] public string? TaskId { get; init; }

    /// <summary>Who says it.</summary>
    [Id(3)] public MessageRole Role { get; init; }

    /// <summary>What is said; at least one part.</summary>
    [Id(4)] public required IReadOnlyList<Part> Parts { get; init; }

    /// <summary>A JSON object, as its text.</summary>
    [Id(5)] public string? Metadata { get; init; }

    /// <summary>The extensions that contributed to it, by their addresses.</summary>
    [Id(6)] public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>Other tasks it speaks of.</summary>
    [Id(7)] public IReadOnlyList<string> ReferenceTaskIds { get; init; } = [];
}
