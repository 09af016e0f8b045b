using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Contracts;
using Actors.Contracts.Audit;
using Actors.Contracts.Tools;
using Actors.Grains.Audit;

namespace Actors.Grains.Tenancy.Transfer;

/// <summary>
/// The audit, as export_audit gives it. The chain is checked with the id it was written under and goes on under the new one; it comes
/// before all that could write to it.
/// </summary>
internal sealed class AuditEntries() : TransferredKind("audit.jsonl")
{
    private const int Entries = 500;

    public override IEnumerable<string> Records => ["audit", "audit_waiting", "audit_link", "audit_head"];

    public override async Task<Part> Read(Source source, string? after, CancellationToken cancellation)
    {
        var behind = after is null ? 0 : long.TryParse(after, CultureInfo.InvariantCulture, out var number) ? number : throw ActorException.InvalidArgument("after", "This is no nextAfter of a part before.");
        var entries = await source.Audit.After(source.Tenant, behind, Entries, cancellation);
        return new([.. entries.Select(entry => JsonSerializer.Serialize(entry, ToolJson.Results))], entries.Count < Entries ? null : $"{entries[^1].Sequence}");
    }

    public override async Task<IReadOnlyList<string>> Write(Target target, IReadOnlyList<JsonObject> lines, JsonObject? before, CancellationToken cancellation)
    {
        var last = before.Deserialize<AuditEntry>(ToolJson.Results);
        var entries = lines.Select(line => line.Deserialize<AuditEntry>(ToolJson.Results)!).ToArray();
        foreach (var entry in entries)
        {
            if (entry.Sequence != (last?.Sequence ?? 0) + 1 || entry.Hash != AuditChain.Hash(target.From, last?.Hash ?? AuditChain.Start, entry))
                throw ActorException.InvalidArgument("archive", $"Entry {entry.Sequence} of the audit is not what was written: the audit was tampered with before it was exported.");
            last = entry;
        }

        await target.Records.PutAudit(target.Tenant, entries, cancellation);
        return [];
    }
}
