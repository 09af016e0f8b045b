using Actors.Contracts.Secrets;

namespace Actors.Contracts.Tenancy;

/// <summary>What an archive of a tenant says of itself, in its file <see cref="FileName"/>.</summary>
[GenerateSerializer, Immutable, Alias("tenant.ArchiveManifest")]
public sealed record ArchiveManifest
{
    /// <summary>Its name in the archive. It is the last entry, so an archive that was cut short has none.</summary>
    public const string FileName = "manifest.json";

    /// <summary>The <see cref="Format"/> of what is written here.</summary>
    public const string CurrentFormat = "actors-tenant";

    /// <summary>The <see cref="Version"/> of what is written here.</summary>
    public const int CurrentVersion = 2;

    /// <summary>What kind of archive it is.</summary>
    [Id(0)] public required string Format { get; init; }

    /// <summary>The version of its form.</summary>
    [Id(1)] public required int Version { get; init; }

    /// <summary>The tenant as it was.</summary>
    [Id(2)] public required Tenant Tenant { get; init; }

    /// <summary>When it was finished, in UTC.</summary>
    [Id(3)] public required DateTimeOffset ExportedAt { get; init; }

    /// <summary>Who asked for it.</summary>
    [Id(4)] public required string ExportedBy { get; init; }

    /// <summary>The files beside this one, in their order.</summary>
    [Id(5)] public required IReadOnlyList<ArchivedFile> Files { get; init; }

    /// <summary>What is not in it.</summary>
    [Id(6)] public required IReadOnlyList<ArchiveOmission> LeftOut { get; init; }

    /// <summary>The tenant's data keys, under the platform's master key: what the secrets in the files are sealed with.</summary>
    [Id(7)] public required IReadOnlyList<WrappedDataKey> DataKeys { get; init; }

    /// <summary>Proves, to who has the master key, that all of the above is as it was written; empty while it is not sealed.</summary>
    [Id(8)] public required string Seal { get; init; }
}
