using System.Text.Json.Nodes;
using Actors.Contracts;
using Actors.Grains.Infrastructure.ReadModels;

namespace Actors.Grains.Tenancy.Transfer;

/// <summary>
/// States of the tenant's that lie under the platform, by a digest or an id that is good on all of it; a state of the tenant lists them. One
/// whose name is taken on this platform stays what it is there.
/// </summary>
internal abstract class PlatformStates(string file, string lists, string items, string state) : TransferredKind(file)
{
    public override IEnumerable<string> Records => [lists, state];

    public override async Task<Part> Read(Source source, string? after, CancellationToken cancellation)
    {
        var found = await source.Records.States(source.Tenant, lists, after is null ? "" : source.Key(after), cancellation);
        var names = found.SelectMany(list => JsonNode.Parse(list.Json.Span)![items]!.AsArray().Select(item => GrainKeys.PlatformItem(item!.GetValue<string>()))).ToArray();
        var states = (await source.Records.PlatformStates(state, names, cancellation)).ToDictionary(one => one.Key);
        var lines = names.Where(states.ContainsKey).Select(name => (Name: name, Content: JsonNode.Parse(states[name].Json.Span)!.AsObject()))
            .Where(one => IsOf(source.Tenant, one.Content)).Select(one => Line(new() { ["key"] = GrainKeys.LocalPartOf(one.Name), ["state"] = one.Content }));
        return new([.. lines], found.Count == 0 ? null : GrainKeys.LocalPartOf(found[^1].Key));
    }

    public override async Task<IReadOnlyList<string>> Write(Target target, IReadOnlyList<JsonObject> lines, JsonObject? before, CancellationToken cancellation)
    {
        var states = lines.Select(line => (Name: line["key"]!.GetValue<string>(), Content: line["state"]!.DeepClone().AsObject())).ToArray();
        foreach (var (_, content) in states)
            if (!Move(content, target)) throw ActorException.InvalidArgument("archive", $"{File} has a record of another organisation.");
        var stored = await target.Records.PutStates(state, [.. states.Select(one => new TenantRecord(GrainKeys.PlatformItem(one.Name), Bytes(one.Content)))], cancellation);
        var taken = stored.ToHashSet();
        foreach (var (name, content) in states.Where(one => taken.Contains(GrainKeys.PlatformItem(one.Name)))) await Enlist(target, name, content, cancellation);
        return [.. states.Where(one => !taken.Contains(GrainKeys.PlatformItem(one.Name))).Select(one => NotTaken(one.Content))];
    }

    /// <summary>Whether a state is the tenant's and goes along.</summary>
    protected abstract bool IsOf(string tenant, JsonObject content);

    /// <summary>Makes a state of the exported tenant one of the target's; false where it is none of it.</summary>
    protected abstract bool Move(JsonObject content, Target target);

    protected abstract Task Enlist(Target target, string name, JsonObject content, CancellationToken cancellation);

    protected abstract string NotTaken(JsonObject content);
}
