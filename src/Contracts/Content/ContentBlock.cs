namespace Actors.Contracts.Content;

/// <summary>
/// One piece of what a tool shows or a prompt says: text, an image, a sound, or a resource. It has the shape of an MCP
/// <c>ContentBlock</c>, so that it is sent as it is.
/// </summary>
[GenerateSerializer, Immutable, Alias("content.ContentBlock")]
public sealed record ContentBlock
{
    /// <summary><c>text</c>, <c>image</c>, <c>audio</c>, <c>resource_link</c> or <c>resource</c>.</summary>
    [Id(0)] public required string Type { get; init; }

    /// <summary>The text of a <c>text</c>.</summary>
    [Id(1)] public string? Text { get; init; }

    /// <summary>The bytes of an <c>image</c> or <c>audio</c>, in base64.</summary>
    [Id(2)] public string? Data { get; init; }

    /// <summary>What <see cref="Data"/> is, such as <c>image/png</c>, or what a <c>resource_link</c> leads to.</summary>
    [Id(3)] public string? MimeType { get; init; }

    /// <summary>Where a <c>resource_link</c> leads.</summary>
    [Id(4)] public string? Uri { get; init; }

    /// <summary>The name of what a <c>resource_link</c> leads to.</summary>
    [Id(5)] public string? Name { get; init; }

    /// <summary>The contents of a <c>resource</c>.</summary>
    [Id(6)] public ResourceContents? Resource { get; init; }

    /// <summary>Text, as a model or a person reads it.</summary>
    public static ContentBlock OfText(string text) => new() { Type = "text", Text = text };

    /// <summary>A picture.</summary>
    /// <param name="data">Its bytes in base64.</param>
    /// <param name="mimeType">Such as <c>image/png</c>.</param>
    public static ContentBlock OfImage(string data, string mimeType) => new() { Type = "image", Data = data, MimeType = mimeType };

    /// <summary>A sound.</summary>
    /// <param name="data">Its bytes in base64.</param>
    /// <param name="mimeType">Such as <c>audio/wav</c>.</param>
    public static ContentBlock OfAudio(string data, string mimeType) => new() { Type = "audio", Data = data, MimeType = mimeType };

    /// <summary>A resource with its contents.</summary>
    public static ContentBlock Of(ResourceContents resource) => new() { Type = "resource", Resource = resource };

    /// <summary>A resource to be read when it is needed.</summary>
    public static ContentBlock LinkTo(string uri, string name, string? mimeType = null) =>
        new() { Type = "resource_link", Uri = uri, Name = name, MimeType = mimeType };
}
