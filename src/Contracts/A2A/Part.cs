namespace Actors.Contracts.A2A;

/// <summary>The smallest piece of a message or an artifact (A2A 1.0 §4.1.6): exactly one of text, bytes, an address or data.</summary>
[GenerateSerializer, Immutable, Alias("a2a.Part")]
public sealed record Part
{
    /// <summary>Text, as a person or a model reads it.</summary>
    [Id(0)] public string? Text { get; init; }

    /// <summary>The bytes of a file, in base64.</summary>
    [Id(1)] public string? Raw { get; init; }

    /// <summary>Where a file lies.</summary>
    [Id(2)] public string? Url { get; init; }

    /// <summary>Any JSON value, as its text.</summary>
    [Id(3)] public string? Data { get; init; }

    /// <summary>A JSON object, as its text.</summary>
    [Id(4)] public string? Metadata { get; init; }

    /// <summary>The name of the file.</summary>
    [Id(5)] public string? Filename { get; init; }

    /// <summary>The media type of the content, such as <c>image/png</c>.</summary>
    [Id(6)] public string? MediaType { get; init; }

    /// <summary>A part of text.</summary>
    public static Part OfText(string text) => new() { Text = text };

    /// <summary>A part of data.</summary>
    /// <param name="json">A JSON value.</param>
    public static Part OfData(string json) => new() { Data = json };
}
