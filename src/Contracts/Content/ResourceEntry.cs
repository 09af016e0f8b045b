namespace Actors.Contracts.Content;

/// <summary>One thing that can be read, as it stands in a list.</summary>
[GenerateSerializer, Immutable, Alias("content.ResourceEntry")]
public sealed record ResourceEntry
{
    /// <summary>Its address.</summary>
    [Id(0)] public required string Uri { get; init; }

    /// <summary>What people call it.</summary>
    [Id(1)] public required string Title { get; init; }
}
