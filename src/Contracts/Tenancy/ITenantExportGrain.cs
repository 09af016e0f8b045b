using Actors.Contracts.Tools;

namespace Actors.Contracts.Tenancy;

/// <summary>
/// Reads out all that is stored of one tenant, to be kept elsewhere or brought to another platform: docs/export.md. Key:
/// <see cref="GrainKeys.Tenant"/>. Each record is as it was when it was read; while the tenant is suspended, that is one moment for all.
/// </summary>
[ToolSet(ToolKey.Tenant), Alias("tenant_export")]
public interface ITenantExportGrain : IGrainWithStringKey
{
    /// <summary>
    /// Exports everything of your organisation: people, goals, keys, clients, credentials, tasks, usage and audit. Secrets stay sealed with the keys of this
    /// platform. Over REST the answer is one zip of JSON lines; here it is a part of it, so repeat with nextAfter until there is none.
    /// </summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>: operators belong to no organisation; <see cref="ErrorCodes.InvalidArgument"/>.</exception>
    [Tool("export_organisation", Title = "Export the organisation", Scope = Scopes.TenantExport, Route = "GET /api/tenant/export", Archive = true, ReadOnly = true, Idempotent = true)]
    [ReadOnly, Alias("export")]
    Task<ExportedPart> Export(ExportOrganisation request, CancellationToken cancellation);

    /// <summary>The part behind the one that ended with <paramref name="after"/>; the first where it is null.</summary>
    [PlatformOnly, ReadOnly, Alias("read")]
    Task<ExportedPart> Read(string? after, CancellationToken cancellation);

    /// <summary>Describes and seals an archive of all parts: only what this backend has sealed can be imported.</summary>
    [PlatformOnly, ReadOnly, Alias("seal")]
    Task<ArchiveManifest> Seal(SealArchive request, CancellationToken cancellation);
}
