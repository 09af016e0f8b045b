using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Contracts;
using Actors.Contracts.Audit;
using Actors.Grains.Infrastructure.ReadModels;

namespace Actors.Grains.Audit;

/// <inheritdoc cref="IAuditGrain"/>
public sealed class AuditGrain(IAuditLog audit, AuditNotes notes) : Grain, IAuditGrain
{
    private const int Page = 50, Part = 1000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private string Tenant => GrainKeys.TenantOf(this.GetPrimaryKeyString());

    /// <inheritdoc />
    public async Task<AuditPage> List(ListAudit request, CancellationToken cancellation)
    {
        var limit = request.Limit ?? Page;
        var entries = await audit.List(Tenant, request, limit, cancellation);
        return new() { Entries = entries, NextBefore = entries.Count == limit ? entries[^1].Sequence : null };
    }

    /// <inheritdoc />
    public async Task<AuditExport> Export(ExportAudit request, CancellationToken cancellation)
    {
        var entries = await audit.After(Tenant, request.After ?? 0, Part, cancellation);
        return new()
        {
            Lines = string.Concat(entries.Select(entry => JsonSerializer.Serialize(entry, Json) + "\n")),
            NextAfter = entries.Count == Part ? entries[^1].Sequence : null,
        };
    }

    /// <inheritdoc />
    public Task Refused(RefusedCall refused, CancellationToken cancellation) =>
        notes.Note(refused.Caller with { Tenant = Tenant }, refused.Tool, refused.Tool, refused.Code);

    /// <inheritdoc />
    public async Task<AuditVerification> Verify(VerifyAudit request, CancellationToken cancellation)
    {
        var (good, hash, remembered) = (0L, AuditChain.Start, default(string));
        while (true)
        {
            var entries = await audit.After(Tenant, good, Part, cancellation);
            foreach (var entry in entries)
            {
                if (entry.Sequence != good + 1) return Broken($"Entry {good + 1} is missing.");
                if (entry.Hash != AuditChain.Hash(Tenant, hash, entry)) return Broken($"Entry {entry.Sequence} is not what was written.");
                (good, hash) = (entry.Sequence, entry.Hash);
                if (good == request.Sequence) remembered = hash;
            }

            if (entries.Count < Part) break;
        }

        if (await audit.Length(Tenant, cancellation) is var length && length > good) return Broken($"Entries {good + 1} to {length} are missing.");
        if (request.Sequence is { } sequence && request.Hash is { } expected && remembered != expected)
            return Broken($"Entry {sequence} is not the one you wrote down: the chain was written anew.");
        return new() { Intact = true, Entries = good, Hash = good > 0 ? hash : null };

        AuditVerification Broken(string problem) => new() { Intact = false, Entries = good, Hash = good > 0 ? hash : null, Problem = problem };
    }
}
