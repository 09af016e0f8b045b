namespace Actors.Contracts.Tenancy;

/// <summary>One file of an archive.</summary>
[GenerateSerializer, Immutable, Alias("tenant.ArchivedFile")]
public sealed record ArchivedFile
{
    /// <summary>Its name in the archive.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>How many records it has, one a line.</summary>
    [Id(1)] public required long Records { get; init; }

    /// <summary>Its size, unpacked.</summary>
    [Id(2)] public required long Bytes { get; init; }

    /// <summary>Its SHA-256, unpacked, in lower-case hexadecimal.</summary>
    [Id(3)] public required string Sha256 { get; init; }
}
