using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Contracts;
using Actors.Contracts.Tenancy;
using Actors.Grains.Audit;
using Actors.Grains.Infrastructure;
using Actors.Grains.Infrastructure.ReadModels;
using Actors.Grains.Infrastructure.Secrets;

namespace Actors.Grains.Tenancy.Transfer;

/// <inheritdoc cref="ITenantImportGrain"/>
public sealed class TenantImportGrain(
    [PersistentState("tenant_import")] IPersistentState<TenantImportState> state, ITenantRecords records, SecretBox box, ArchiveSeal seal, AuditNotes notes)
    : Grain, ITenantImportGrain
{
    private string Id => GrainKeys.TenantOf(this.GetPrimaryKeyString());

    private ITenantGrain Tenant => GrainFactory.GetGrain<ITenantGrain>(this.GetPrimaryKeyString());

    /// <inheritdoc />
    public Task Verify(ArchiveManifest manifest, CancellationToken cancellation)
    {
        seal.Demand(manifest);
        state.LeaveIfAbsent(this);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task Begin(ArchiveManifest manifest, CancellationToken cancellation)
    {
        seal.Demand(manifest);
        if (state.State.Manifest is { } other && other.Seal != manifest.Seal && await IsUnderWay(cancellation))
            throw new ActorException(ErrorCodes.Conflict, "Another archive is being imported under this id. Send that one again to finish it, or delete the organisation and choose another id.");
        await Tenant.BeginImport(manifest.Tenant.Name, cancellation);
        await GrainFactory.GetGrain<ITenantsGrain>(GrainKeys.Operations).Enlist(Id, cancellation);
        if (state.State.Manifest?.Seal != manifest.Seal) await state.Save(new TenantImportState { Manifest = manifest }, this);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> Put(ImportedPart part, CancellationToken cancellation)
    {
        if (state.State.Manifest is not { } manifest || !await IsUnderWay(cancellation)) throw new ActorException(ErrorCodes.Conflict, "Nothing is being imported under this id any more.");
        var kind = TransferredKinds.All.SingleOrDefault(kind => kind.File == part.File) ?? throw ActorException.InvalidArgument("archive", $"This version knows no file {part.File}.");
        try
        {
            var target = new Target(Id, manifest.Tenant.Id, manifest.DataKeys, GrainFactory, records, box);
            return await kind.Write(target, [.. part.Lines.Select(Parse)], part.Before is { } before ? Parse(before) : null, cancellation);
        }
        catch (Exception unfit) when (unfit is JsonException or InvalidOperationException or FormatException)
        {
            throw ActorException.InvalidArgument("archive", $"A record in {part.File} is not what this version writes there, or a secret in it does not open.");
        }
    }

    /// <inheritdoc />
    public async Task<Tenant> Finish(string importedBy, CancellationToken cancellation)
    {
        if (state.State.Manifest is { } manifest)
        {
            await notes.Write(AuditNotes.Of(Id, importedBy), "import_tenant", $"{manifest.Tenant.Id} exported {manifest.ExportedAt:u} by {manifest.ExportedBy}");
            await Tenant.Imported(manifest.Tenant, cancellation);
            await state.ClearStateAsync(CancellationToken.None);
        }

        DeactivateOnIdle();
        return await Tenant.Describe(cancellation);
    }

    private async Task<bool> IsUnderWay(CancellationToken cancellation) => await Tenant.Get(cancellation) is { Status: TenantStatus.Importing };

    private static JsonObject Parse(string line) => JsonNode.Parse(line)!.AsObject();
}
