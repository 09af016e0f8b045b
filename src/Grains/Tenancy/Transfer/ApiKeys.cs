using System.Text.Json.Nodes;
using Actors.Contracts.Identity;

namespace Actors.Grains.Tenancy.Transfer;

/// <summary>API keys: what is known of them, and the digests by which they are found. Those by which operators act as somebody stay behind.</summary>
internal sealed class ApiKeys() : PlatformStates("api_keys.jsonl", "api_keys", "digests", "api_key")
{
    protected override bool IsOf(string tenant, JsonObject content) => content["apiKey"] is { } key && key["user"]!["tenant"]!.GetValue<string>() == tenant && key["impersonator"] is null;

    protected override bool Move(JsonObject content, Target target)
    {
        if (!IsOf(target.From, content)) return false;
        content["apiKey"]!["user"]!["tenant"] = target.Tenant;
        return true;
    }

    protected override Task Enlist(Target target, string name, JsonObject content, CancellationToken cancellation) =>
        target.Grains.GetGrain<IApiKeysGrain>(target.Key(content["apiKey"]!["user"]!["user"]!.GetValue<string>())).Enlist(name, cancellation);

    protected override string NotTaken(JsonObject content) => $"API key {content["apiKey"]!["id"]}: it is, or was, a key of this platform already. Create another.";
}
