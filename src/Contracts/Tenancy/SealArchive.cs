namespace Actors.Contracts.Tenancy;

/// <summary>An archive that is to be sealed.</summary>
[GenerateSerializer, Immutable, Alias("tenant.SealArchive")]
public sealed record SealArchive
{
    /// <summary>Who asked for it.</summary>
    [Id(0)] public required string By { get; init; }

    /// <summary>The files in it.</summary>
    [Id(1)] public required IReadOnlyList<ArchivedFile> Files { get; init; }
}
