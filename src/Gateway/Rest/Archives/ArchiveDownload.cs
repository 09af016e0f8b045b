using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Tenancy;
using Actors.Contracts.Tools;
using Actors.Gateway.Authentication;

namespace Actors.Gateway.Rest.Archives;

/// <summary>
/// Answers an export with all of its parts in one zip, written as they are read: no more than one part is in memory. The manifest comes
/// last, sealed; a download that was cut short has none, and is no archive.
/// </summary>
internal sealed class ArchiveDownload(IGrainFactory grains, TransferPlaces places)
{
    public const string ContentType = "application/zip";

    /// <param name="context">The request, whose caller was let through to the first part.</param>
    /// <param name="result">The first part, as the tool answered it.</param>
    public async Task Send(HttpContext context, ReadOnlyMemory<byte> result)
    {
        var (caller, cancellation) = (context.Caller(), context.RequestAborted);
        var part = JsonSerializer.Deserialize<ExportedPart>(result.Span, ToolJson.Results)!;
        var export = grains.GetGrain<ITenantExportGrain>(GrainKeys.Tenant(part.TenantId));
        await using var place = await places.Take(part.TenantId, cancellation);
        context.Response.ContentType = ContentType;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{part.TenantId}.zip\"";

        using var _ = Caller.EnterPlatform();
        await using var buffer = new ZipBuffer();
        var files = new List<ArchivedFile>();
        await using (var zip = await ZipArchive.CreateAsync(buffer, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellation))
        {
            for (ExportedPart? next = part; next is not null;)
            {
                var (file, behind) = await Write(zip, export, next, () => buffer.SendTo(context.Response.Body, cancellation), cancellation);
                files.Add(file);
                next = behind;
            }

            var by = caller.Tenant == part.TenantId ? caller.Owner : $"operator {caller.Owner}";
            var manifest = await export.Seal(new SealArchive { By = by, Files = files }, cancellation);
            await using var entry = await zip.CreateEntry(ArchiveManifest.FileName).OpenAsync(cancellation);
            await JsonSerializer.SerializeAsync(entry, manifest, ToolJson.Results, cancellation);
        }

        await buffer.SendTo(context.Response.Body, cancellation);
    }

    /// <summary>Writes the parts of one file, and answers with it the first part of the one that follows.</summary>
    private static async Task<(ArchivedFile File, ExportedPart? Next)> Write(ZipArchive zip, ITenantExportGrain export, ExportedPart first, Func<Task> send, CancellationToken cancellation)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (records, size, part) = (0L, 0L, first);
        await using var entry = await zip.CreateEntry(first.File).OpenAsync(cancellation);
        while (part is not null && part.File == first.File)
        {
            var bytes = Encoding.UTF8.GetBytes(part.Lines);
            digest.AppendData(bytes);
            await entry.WriteAsync(bytes, cancellation);
            await send();
            (records, size) = (records + bytes.AsSpan().Count((byte)'\n'), size + bytes.Length);
            part = part.NextAfter is { } after ? await export.Read(after, cancellation) : null;
        }

        return (new() { Name = first.File, Records = records, Bytes = size, Sha256 = Convert.ToHexStringLower(digest.GetHashAndReset()) }, part);
    }
}
