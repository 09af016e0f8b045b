using System.Text.Json.Nodes;
using Actors.Contracts;
using Actors.Grains.Infrastructure.ReadModels;

namespace Actors.Grains.Tenancy.Transfer;

/// <summary>States whose keys begin with the tenant: a line has what stands behind the tenant in the key, and the state.</summary>
internal class OwnStates(string file, string state) : TransferredKind(file)
{
    public override IEnumerable<string> Records => [state];

    public override async Task<Part> Read(Source source, string? after, CancellationToken cancellation)
    {
        var found = await source.Records.States(source.Tenant, state, after is null ? "" : source.Key(after), cancellation);
        var lines = new List<string>();
        foreach (var record in found)
        {
            var (local, content) = (GrainKeys.LocalPartOf(record.Key), JsonNode.Parse(record.Json.Span)!.AsObject());
            if (await Export(source, local, content)) lines.Add(Line(new() { ["key"] = local, ["state"] = content }));
        }

        return new(lines, found.Count == 0 ? null : GrainKeys.LocalPartOf(found[^1].Key));
    }

    public override async Task<IReadOnlyList<string>> Write(Target target, IReadOnlyList<JsonObject> lines, JsonObject? before, CancellationToken cancellation)
    {
        var records = new List<TenantRecord>();
        foreach (var line in lines)
        {
            var (local, content) = (line["key"]!.GetValue<string>(), line["state"]!.DeepClone().AsObject());
            await Import(target, local, content);
            records.Add(new(target.Key(local), Bytes(content)));
        }

        await target.Records.PutStates(state, records, cancellation);
        return [];
    }

    /// <summary>Makes a state fit to leave, or says that it does not go along.</summary>
    protected virtual Task<bool> Export(Source source, string local, JsonObject content) => Task.FromResult(true);

    /// <summary>Makes a state fit for its place here.</summary>
    protected virtual Task Import(Target target, string local, JsonObject content) => Task.CompletedTask;
}
