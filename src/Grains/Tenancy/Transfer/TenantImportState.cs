using Actors.Contracts.Tenancy;

namespace Actors.Grains.Tenancy.Transfer;

/// <summary>What <see cref="TenantImportGrain"/> stores.</summary>
public sealed record TenantImportState
{
    /// <summary>What is being imported, or null where nothing is.</summary>
    public ArchiveManifest? Manifest { get; init; }
}
