using Actors.Contracts;
using Actors.Contracts.Secrets;
using Actors.Contracts.Tenancy;
using Actors.Grains.Audit;
using Actors.Grains.Infrastructure.ReadModels;
using Actors.Grains.Infrastructure.Secrets;
using Microsoft.Extensions.Logging;

namespace Actors.Grains.Tenancy.Transfer;

/// <inheritdoc cref="ITenantExportGrain"/>
public sealed partial class TenantExportGrain(
    ITenantRecords records, IAuditLog audit, SecretBox box, ArchiveSeal seal, AuditNotes notes, TimeProvider time, ILogger<TenantExportGrain> logger) : Grain, ITenantExportGrain
{
    private const char Separator = ':';

    private string Tenant => GrainKeys.TenantOf(this.GetPrimaryKeyString());

    /// <inheritdoc />
    public async Task<ExportedPart> Export(ExportOrganisation request, CancellationToken cancellation)
    {
        var caller = Caller.Current!;
        using var _ = Caller.EnterPlatform();
        var part = await Read(request.After, cancellation);
        await notes.Note(caller, "export_organisation", "tenant", AuditNotes.Done);
        return part;
    }

    /// <inheritdoc />
    public async Task<ExportedPart> Read(string? after, CancellationToken cancellation)
    {
        await Existing(cancellation);
        await DemandKey();
        var (at, place) = Parse(after);
        var kind = TransferredKinds.All[at];
        var part = await kind.Read(new Source(Tenant, records, audit, box), place, cancellation);
        var next = part.Next is { } more ? (at, more) : (at + 1, "");
        return new()
        {
            TenantId = Tenant, File = kind.File, Lines = string.Concat(part.Lines.Select(line => line + "\n")),
            NextAfter = next.Item1 < TransferredKinds.All.Count ? $"{TransferredKinds.All[next.Item1].File}{Separator}{next.Item2}" : null,
        };
    }

    /// <inheritdoc />
    public async Task<ArchiveManifest> Seal(SealArchive request, CancellationToken cancellation) => seal.Seal(new()
    {
        Format = ArchiveManifest.CurrentFormat, Version = ArchiveManifest.CurrentVersion, Tenant = await Existing(cancellation), ExportedAt = time.GetUtcNow(),
        ExportedBy = request.By, Files = request.Files, LeftOut = TransferredKinds.LeftOut, DataKeys = await DataKeys(cancellation), Seal = "",
    });

    private async Task<IReadOnlyList<WrappedDataKey>> DataKeys(CancellationToken cancellation)
    {
        var keys = GrainFactory.GetGrain<IDataKeysGrain>(this.GetPrimaryKeyString());
        var found = await Task.WhenAll((await keys.List(cancellation)).Select(key => keys.Find(key.Id, cancellation)));
        return [.. found.OfType<WrappedDataKey>()];
    }

    /// <summary>What is sealed on its way out would else end an archive of which half was sent.</summary>
    private async Task DemandKey()
    {
        try
        {
            await box.Try(Tenant);
        }
        catch (InvalidOperationException locked)
        {
            LogLocked(Tenant, locked.Message);
            throw new ActorException(ErrorCodes.Unavailable,
                "Nothing was exported: what this organisation keeps secret is under a master key that this server does not have. Whoever runs it finds in its log which one.");
        }
    }

    private async Task<Tenant> Existing(CancellationToken cancellation) => await GrainFactory.GetGrain<ITenantGrain>(GrainKeys.Tenant(Tenant)).Get(cancellation) switch
    {
        null or { Status: TenantStatus.Deleted } => throw ActorException.NotFound("There is no such organisation."),
        { Status: TenantStatus.Importing } => throw new ActorException(ErrorCodes.Conflict, "This organisation is being imported; not all of it is there yet."),
        var tenant => tenant,
    };

    /// <summary>Which kind is read, and behind what.</summary>
    private static (int Kind, string? Place) Parse(string? after)
    {
        if (after is null) return (0, null);
        var end = after.IndexOf(Separator, StringComparison.Ordinal);
        var kind = end < 0 ? -1 : TransferredKinds.All.ToList().FindIndex(one => one.File == after[..end]);
        return kind < 0 ? throw ActorException.InvalidArgument("after", "This is no nextAfter of a part before.") : (kind, after[(end + 1)..] is { Length: > 0 } place ? place : null);
    }

    [LoggerMessage(LogLevel.Error, "{Tenant} cannot be exported: {Reason}")]
    private partial void LogLocked(string tenant, string reason);
}
