using System.Text.Json.Nodes;
using Actors.Grains.Infrastructure.ReadModels;

namespace Actors.Grains.Tenancy.Transfer;

/// <summary>The tenant's usage: a line is a row without its tenant.</summary>
internal sealed class UsageRows() : TransferredKind("usage.jsonl")
{
    public override IEnumerable<string> Records => ["usage_ledger"];

    public override async Task<Part> Read(Source source, string? after, CancellationToken cancellation)
    {
        var rows = await source.Records.Usage(source.Tenant, after, cancellation);
        return new(rows, rows.Count == 0 ? null : rows[^1]);
    }

    public override async Task<IReadOnlyList<string>> Write(Target target, IReadOnlyList<JsonObject> lines, JsonObject? before, CancellationToken cancellation)
    {
        await target.Records.PutRows(target.Tenant, RecordTable.Usage, [.. lines.Select(Line)], cancellation);
        return [];
    }
}
