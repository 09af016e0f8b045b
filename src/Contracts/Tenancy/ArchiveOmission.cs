namespace Actors.Contracts.Tenancy;

/// <summary>What an archive leaves out.</summary>
[GenerateSerializer, Immutable, Alias("tenant.ArchiveOmission")]
public sealed record ArchiveOmission
{
    /// <summary>The kind of stored record, as docs/security.md names it.</summary>
    [Id(0)] public required string Record { get; init; }

    /// <summary>Why it is left out.</summary>
    [Id(1)] public required string Why { get; init; }
}
