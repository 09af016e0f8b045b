using System.Text;
using System.Text.Json.Nodes;
using Actors.Grains.Infrastructure.ReadModels;

namespace Actors.Grains.Tenancy.Transfer;

/// <summary>
/// The tasks of agents, each followed by what had happened in it when it was read: what happens during an export is in it with all that
/// belongs to it, or not at all. Who sent a message is named with their tenant.
/// </summary>
internal sealed class AgentTasks() : TransferredKind("agent_tasks.jsonl")
{
    private const string Payload = "payload";

    public override IEnumerable<string> Records => ["agent_task", "event_log"];

    public override async Task<Part> Read(Source source, string? after, CancellationToken cancellation)
    {
        var found = await source.Records.Tasks(source.Tenant, after, cancellation);
        return new([.. found.Select(one => one.Line)], found.Count == 0 ? null : found[^1].Place);
    }

    public override async Task<IReadOnlyList<string>> Write(Target target, IReadOnlyList<JsonObject> lines, JsonObject? before, CancellationToken cancellation)
    {
        var events = lines.ToLookup(line => line.ContainsKey(Payload));
        await target.Records.PutRows(target.Tenant, RecordTable.Tasks, [.. events[false].Select(Line)], cancellation);
        await target.Records.PutRows(target.Tenant, RecordTable.TaskEvents, [.. events[true].Select(line => Line(Move(line, target)))], cancellation);
        return [];
    }

    private static JsonObject Move(JsonObject row, Target target)
    {
        var moved = row.DeepClone().AsObject();
        var happened = JsonNode.Parse(row[Payload]!.GetValue<string>())!;
        if (happened["from"] is not JsonObject from) return moved;
        from["tenant"] = target.Tenant;
        moved[Payload] = Encoding.UTF8.GetString(Bytes(happened));
        return moved;
    }
}
