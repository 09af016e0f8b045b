using Actors.Contracts;
using Actors.Contracts.Tenancy;

namespace Actors.Grains.Tests.Tenancy;

/// <summary>Exports and imports as the gateway does, without a zip around it. All calls are the platform's.</summary>
internal static class TransferHelpers
{
    /// <summary>The lines of every file.</summary>
    public static async Task<IReadOnlyList<(string File, string[] Lines)>> Export(this ActorHost host, string tenant)
    {
        var parts = new List<ExportedPart>();
        for (ExportedPart? part = null; part is null || part.NextAfter is not null; parts.Add(part))
            part = await host.Exporter(tenant).Read(part?.NextAfter, default);
        return [.. parts.GroupBy(part => part.File).Select(file => (file.Key, string.Concat(file.Select(part => part.Lines)).Split('\n', StringSplitOptions.RemoveEmptyEntries)))];
    }

    public static Task<ArchiveManifest> Manifest(this ActorHost host, string tenant) => host.Exporter(tenant).Seal(new() { By = "test", Files = [] }, default);

    /// <summary>Imports what was exported, so many lines at a time; answers what was not taken over.</summary>
    public static async Task<IReadOnlyList<string>> Import(
        this ActorHost host, string tenant, ArchiveManifest manifest, IReadOnlyList<(string File, string[] Lines)> files, int atOnce = 3, int parts = int.MaxValue)
    {
        var (import, notTaken) = (host.Importer(tenant), new List<string>());
        await import.Begin(manifest, default);
        foreach (var (file, lines) in files)
        {
            for (var at = 0; at < lines.Length; at += atOnce)
            {
                if (parts-- == 0) return notTaken;
                notTaken.AddRange(await import.Put(new() { File = file, Lines = lines[at..Math.Min(at + atOnce, lines.Length)], Before = at == 0 ? null : lines[at - 1] }, default));
            }
        }

        await import.Finish("operator otto", default);
        return notTaken;
    }

    public static ITenantImportGrain Importer(this ActorHost host, string tenant) => host.Grains.GetGrain<ITenantImportGrain>(GrainKeys.Tenant(tenant));

    private static ITenantExportGrain Exporter(this ActorHost host, string tenant) => host.Grains.GetGrain<ITenantExportGrain>(GrainKeys.Tenant(tenant));
}
