using System.Text.Json.Nodes;
using Actors.Grains.Infrastructure.ReadModels;

namespace Actors.Grains.Tenancy.Transfer;

/// <summary>The tenant's rows of a table: a line is a row without its tenant.</summary>
internal sealed class TableRows(string file, RecordTable table, string name) : TransferredKind(file)
{
    public override IEnumerable<string> Records => [name];

    public override async Task<Part> Read(Source source, string? after, CancellationToken cancellation)
    {
        var rows = await source.Records.Rows(source.Tenant, table, after, cancellation);
        return new(rows, rows.Count == 0 ? null : rows[^1]);
    }

    public override async Task<IReadOnlyList<string>> Write(Target target, IReadOnlyList<JsonObject> lines, JsonObject? before, CancellationToken cancellation)
    {
        await target.Records.PutRows(target.Tenant, table, [.. lines.Select(Line)], cancellation);
        return [];
    }
}
