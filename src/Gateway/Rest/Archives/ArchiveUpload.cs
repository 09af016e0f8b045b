using System.IO.Compression;
using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Tenancy;
using Actors.Contracts.Tools;
using Actors.Gateway.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Rest.Archives;

/// <summary>
/// Takes an archive for import_tenant, once the tool has let its caller through. It is kept in a temporary file, as a zip is read from its
/// end; nothing is changed before its seal and all of its files were looked at.
/// </summary>
internal sealed class ArchiveUpload(IGrainFactory grains, TransferPlaces places, IOptions<GatewayOptions> options)
{
    /// <summary>Whether a request brings an archive.</summary>
    public static bool Is(HttpRequest request) => request.ContentType is { } type && type.StartsWith(ArchiveDownload.ContentType, StringComparison.OrdinalIgnoreCase);

    /// <param name="context">The request.</param>
    /// <param name="result">What the tool answered.</param>
    public async Task<ReadOnlyMemory<byte>> Take(HttpContext context, ReadOnlyMemory<byte> result)
    {
        var import = JsonSerializer.Deserialize<TenantImport>(result.Span, ToolJson.Results)!;
        await using var place = await places.Take(import.TenantId, context.RequestAborted);
        await using var file = await Store(context);
        using var _ = Caller.EnterPlatform();
        import = await Import(file, import, $"operator {context.Caller().Owner}", context.RequestAborted);
        return JsonSerializer.SerializeToUtf8Bytes(import, ToolJson.Results);
    }

    private async Task<TenantImport> Import(Stream file, TenantImport import, string by, CancellationToken cancellation)
    {
        var grain = grains.GetGrain<ITenantImportGrain>(GrainKeys.Tenant(import.TenantId));
        try
        {
            ZipDirectory.Demand(file);
            await using var zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancellation);
            var archive = await Archive.Open(zip, cancellation);
            await grain.Verify(archive.Manifest, cancellation);
            await archive.Demand(cancellation);
            await grain.Begin(archive.Manifest, cancellation);
            var (records, notTaken) = (0L, new List<string>());
            await foreach (var part in archive.Parts(cancellation))
            {
                var refused = await grain.Put(part, cancellation);
                (records, notTaken) = (records + part.Lines.Count - refused.Count, [.. notTaken, .. refused]);
            }

            return import with { SendTo = null, Tenant = await grain.Finish(by, cancellation), Records = records, NotTaken = notTaken };
        }
        catch (InvalidDataException)
        {
            throw ActorException.InvalidArgument("archive", "This is no zip, or one that was damaged.");
        }
    }

    /// <summary>Keeps the body in a file that is gone once it is closed.</summary>
    private async Task<FileStream> Store(HttpContext context)
    {
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = options.Value.MaxArchiveBytes;
        var form = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) form.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), form);
        // Its name goes at once, where files can be open without one: kill -9 leaves nothing behind either.
        if (!OperatingSystem.IsWindows()) File.Delete(file.Name);
        try
        {
            await context.Request.Body.CopyToAsync(file, context.RequestAborted);
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
