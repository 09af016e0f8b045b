using System.Text;
using System.Text.Json.Nodes;
using Actors.Grains.Infrastructure.ReadModels;

namespace Actors.Grains.Tenancy.Transfer;

/// <summary>What happened in the tasks of agents. Who sent a message is named with their tenant.</summary>
internal sealed class TaskEvents() : TableRows("agent_task_events.jsonl", RecordTable.TaskEvents, "event_log")
{
    private const string Payload = "payload";

    protected override string Place(JsonObject row) => Line(new() { ["stream"] = row["stream"]!.DeepClone(), ["sequence"] = row["sequence"]!.DeepClone() });

    protected override JsonObject Move(JsonObject row, Target target)
    {
        var moved = row.DeepClone().AsObject();
        var happened = JsonNode.Parse(row[Payload]!.GetValue<string>())!;
        if (happened["from"] is not JsonObject from) return moved;
        from["tenant"] = target.Tenant;
        moved[Payload] = Encoding.UTF8.GetString(Bytes(happened));
        return moved;
    }
}
