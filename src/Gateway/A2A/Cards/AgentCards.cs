using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Actors.Contracts.A2A;
using Actors.Tools;

namespace Actors.Gateway.A2A.Cards;

/// <summary>The public cards of the agents (A2A 1.0 §8), each in the revision that the client names: without one, in both at once.</summary>
internal sealed class AgentCards(AgentContracts agents, ToolCatalog tools, PublicAddress address)
{
    private readonly FrozenDictionary<string, CardSet> cards = agents.ByName.ToFrozenDictionary(agent => agent.Key, agent => new CardSet(Card(agent.Value, tools, address)), StringComparer.Ordinal);

    /// <summary>The card of an agent there is.</summary>
    /// <param name="agent">Its name.</param>
    /// <param name="request">Says for which revision.</param>
    public AgentCard Of(string agent, HttpRequest request) => Version(request) switch
    {
        { Length: 0 } => cards[agent].Both,
        "0.3" => cards[agent].In03,
        _ => cards[agent].In10,
    };

    private static string Version(HttpRequest request) => request.Headers["A2A-Version"].ToString().Trim();

    private static JsonObject Card(Type agent, ToolCatalog tools, PublicAddress address)
    {
        var declared = agent.GetCustomAttribute<AgentAttribute>()!;
        return Card10.Of(declared, [.. agent.GetCustomAttributes<AgentSkillAttribute>(), .. declared.OffersTools ? tools.Tools.Select(Skill) : []], address.Base);
    }

    private static AgentSkillAttribute Skill(Tool tool) =>
        new(tool.Name) { Title = tool.Declared.Title, Description = tool.Description, Tags = [tool.Declared.Scope.Split(':')[0]] };

    private sealed class CardSet(JsonObject card)
    {
        public AgentCard In10 { get; } = Bytes(card);

        public AgentCard In03 { get; } = Bytes(Card03.Of(card));

        public AgentCard Both { get; } = Bytes(Card03.With(card));

        private static AgentCard Bytes(JsonObject json) => new(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }
}
