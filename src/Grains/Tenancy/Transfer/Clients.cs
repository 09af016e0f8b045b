using System.Text.Json.Nodes;
using Actors.Contracts;
using Actors.Contracts.OAuth;

namespace Actors.Grains.Tenancy.Transfer;

/// <summary>The OAuth clients that the tenant's admins registered, with the digests of their secrets.</summary>
internal sealed class Clients() : PlatformStates("clients.jsonl", "oauth_clients", "ids", "oauth_client")
{
    protected override bool IsOf(string tenant, JsonObject content) => content["client"]?["tenant"]?.GetValue<string>() == tenant;

    protected override bool Move(JsonObject content, Target target)
    {
        if (!IsOf(target.From, content)) return false;
        content["client"]!["tenant"] = target.Tenant;
        return true;
    }

    protected override Task Enlist(Target target, string name, JsonObject content, CancellationToken cancellation) =>
        target.Grains.GetGrain<IClientsGrain>(GrainKeys.Tenant(target.Tenant)).Enlist(name, cancellation);

    protected override string NotTaken(JsonObject content) => $"Client {content["client"]!["id"]}: this platform has a client of that id already. Register another.";
}
