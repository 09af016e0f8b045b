namespace Actors.Contracts.Content;

/// <summary>One thing that can be read, as it stands in a list.</summary>
[GenerateSerializer, Immutable, Alias("content.ResourceEntry")]
public sealed record ResourceEntry
{
    /// <summary>Its address.</summary>
    [Id(0)] public required string Uri { get; init; }

    /// <summary>What people call it.</summary>
    [Id(1)] public required string Title { get; init; }

    /// <summary>What tells it from the others, such as where it stands; what its kind is, where nobody says.</summary>
    [Id(2)] public string? Description { get; init; }
}
