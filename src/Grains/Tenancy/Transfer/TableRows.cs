using System.Text.Json.Nodes;
using Actors.Grains.Infrastructure.ReadModels;

namespace Actors.Grains.Tenancy.Transfer;

/// <summary>The tenant's rows of a table: a line is a row without its tenant.</summary>
internal class TableRows(string file, RecordTable table, string name) : TransferredKind(file)
{
    public override IEnumerable<string> Records => [name];

    public override async Task<Part> Read(Source source, string? after, CancellationToken cancellation)
    {
        var rows = await source.Records.Rows(source.Tenant, table, after, cancellation);
        return new(rows, rows.Count == 0 ? null : Place(JsonNode.Parse(rows[^1])!.AsObject()));
    }

    public override async Task<IReadOnlyList<string>> Write(Target target, IReadOnlyList<JsonObject> lines, JsonObject? before, CancellationToken cancellation)
    {
        await target.Records.PutRows(target.Tenant, table, [.. lines.Select(line => Line(Move(line, target)))], cancellation);
        return [];
    }

    /// <summary>Names a row's place among the others.</summary>
    protected virtual string Place(JsonObject row) => Line(row);

    /// <summary>Makes a row of the exported tenant one of the target's.</summary>
    protected virtual JsonObject Move(JsonObject row, Target target) => row;
}
