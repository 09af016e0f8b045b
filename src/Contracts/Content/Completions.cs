namespace Actors.Contracts.Content;

/// <summary>The values that fit what was typed, the best first.</summary>
[GenerateSerializer, Immutable, Alias("content.Completions")]
public sealed record Completions
{
    /// <summary>All of them; a caller sends on as many as its protocol allows.</summary>
    [Id(0)] public required IReadOnlyList<string> Values { get; init; }
}
