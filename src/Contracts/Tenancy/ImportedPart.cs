namespace Actors.Contracts.Tenancy;

/// <summary>Some lines of one file of an archive.</summary>
[GenerateSerializer, Immutable, Alias("tenant.ImportedPart")]
public sealed record ImportedPart
{
    /// <summary>The file.</summary>
    [Id(0)] public required string File { get; init; }

    /// <summary>The lines, without their ends.</summary>
    [Id(1)] public required IReadOnlyList<string> Lines { get; init; }

    /// <summary>The line before these, or null where they are the first.</summary>
    [Id(2)] public string? Before { get; init; }
}
