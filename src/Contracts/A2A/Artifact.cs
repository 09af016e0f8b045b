namespace Actors.Contracts.A2A;

/// <summary>What a task has made (A2A 1.0 §4.1.7).</summary>
[GenerateSerializer, Immutable, Alias("a2a.Artifact")]
public sealed record Artifact
{
    /// <summary>Its id within the task.</summary>
    [Id(0)] public required string ArtifactId { get; init; }

    /// <summary>What people call it.</summary>
    [Id(1)] public string? Name { get; init; }

    /// <summary>What it is.</summary>
    [Id(2)] public string? Description { get; init; }

    /// <summary>Its content; at least one part.</summary>
    [Id(3)] public required IReadOnlyList<Part> Parts { get; init; }

    /// <summary>A JSON object, as its text.</summary>
    [Id(4)] public string? Metadata { get; init; }

    /// <summary>The extensions that contributed to it, by their addresses.</summary>
    [Id(5)] public IReadOnlyList<string> Extensions { get; init; } = [];
}
