namespace Actors.Contracts.Content;

/// <summary>What a resource holds: text or bytes, never both.</summary>
[GenerateSerializer, Immutable, Alias("content.ResourceContents")]
public sealed record ResourceContents
{
    /// <summary>The resource's address, such as <c>actors://goals/g_1</c>.</summary>
    [Id(0)] public required string Uri { get; init; }

    /// <summary>What it is, such as <c>application/json</c>.</summary>
    [Id(1)] public string? MimeType { get; init; }

    /// <summary>The text of a text.</summary>
    [Id(2)] public string? Text { get; init; }

    /// <summary>The bytes of anything else, in base64.</summary>
    [Id(3)] public string? Blob { get; init; }
}
