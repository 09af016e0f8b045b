using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Nodes;
using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Gateway.A2A.Dialects;
using Actors.Tools;

namespace Actors.Gateway.A2A.Cards;

/// <summary>The cards of the agents (A2A 1.0 §8), signed, each in the revision that the client names: without one, in both at once.</summary>
internal sealed class AgentCards(AgentContracts agents, ToolCatalog tools, PublicAddress address, CardSigner signer, TimeProvider time)
{
    /// <summary>A key signs no more that long before it is destroyed, so what is remembered no longer than this, there and here, still verifies.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<(string Agent, string Version), (AgentCard Card, DateTimeOffset At)> signed = new();

    /// <summary>Sends the public card of an agent there is.</summary>
    /// <param name="http">The request; it says for which revision.</param>
    /// <param name="agent">The agent's name.</param>
    public async Task Send(HttpContext http, string agent) => await (await Of(agent, http.Request)).Send(http);

    private async ValueTask<AgentCard> Of(string agent, HttpRequest request)
    {
        var named = request.Headers["A2A-Version"].ToString().Trim();
        var version = named.Length == 0 || named == Dialect.V03.Version ? named : Dialect.V10.Version;
        if (signed.TryGetValue((agent, version), out var known) && time.GetUtcNow() - known.At < KeptFor) return known.Card;
        var card = new AgentCard(await Signed(Card(agent, may: _ => true), version), known.Card, time.GetUtcNow());
        signed[(agent, version)] = (card, time.GetUtcNow());
        return card;
    }

    /// <summary>The card for a caller (§3.1.11): their tenant in its addresses, and of the skills those they may use.</summary>
    public Task<JsonObject> Extended(A2ACall call)
    {
        var card = Card(call.Agent, call.Caller.Has, call.Caller.Tenant);
        return call.Dialect == Dialect.V03Rest ? Task.FromResult(Card03.ProtoOf(card)) : Signed(card, call.Dialect.Version);
    }

    private Task<JsonObject> Signed(JsonObject card, string version) => version switch
    {
        "" when Card03.With(card) is var both => signer.Sign(both, card, both),
        "0.3" when Card03.Of(card) is var old => signer.Sign(old, old),
        _ => signer.Sign(card, card),
    };

    private JsonObject Card(string agent, Func<string, bool> may, string? tenant = null)
    {
        var contract = agents.ByName[agent];
        var declared = contract.GetCustomAttribute<AgentAttribute>()!;
        var offered = declared.OffersTools ? tools.Tools.Where(tool => !tool.Declared.Confidential && may(tool.Declared.Scope)).Select(Skill) : [];
        return Card10.Of(declared, [.. contract.GetCustomAttributes<AgentSkillAttribute>(), .. offered], [.. contract.GetCustomAttributes<AgentExtensionAttribute>()], address.Base, tenant);
    }

    private static AgentSkillAttribute Skill(Tool tool) =>
        new(tool.Name) { Title = tool.Declared.Title, Description = tool.Description, Tags = [tool.Declared.Scope.Split(':')[0]] };
}
