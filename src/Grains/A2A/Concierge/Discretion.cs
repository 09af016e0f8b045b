using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Tools;

namespace Actors.Grains.A2A.Concierge;

/// <summary>What is said in a task is kept in the clear, so what a client says to a tool that has to do with secrets is taken out before it is stored. The agent leaves such tools alone anyway.</summary>
public sealed class Discretion(AgentContracts agents, Lazy<ToolCatalog> tools)
{
    private readonly FrozenSet<string> callTools = agents.ByName.Where(agent => agent.Value.GetCustomAttribute<AgentAttribute>()!.OffersTools).Select(agent => agent.Key).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The message, as it came from a caller to an agent, as it may be stored.</summary>
    public Message Of(string agent, Message message, Caller from) => !callTools.Contains(agent) || About(message, from) is not { } tool ? message : message with
    {
        Metadata = null,
        Parts = [Part.OfData(JsonSerializer.Serialize(new Dictionary<string, string> { ["tool"] = tool.Name })), Part.OfText($"What was said is not kept, since {tool.Name} has to do with secrets.")],
    };

    private Tool? About(Message message, Caller from) => message.Parts.Select(part => part.Data).OfType<string>().Select(Called).FirstOrDefault(IsSecret)
        ?? Meant(string.Join(' ', message.Parts.Select(part => part.Text).OfType<string>()), from);

    private Tool? Called(string data) => JsonElement.Parse(data) is { ValueKind: JsonValueKind.Object } call && call.TryGetProperty("tool"u8, out var name) && name.ValueKind == JsonValueKind.String
        ? tools.Value.Find(name.GetString()!) : null;

    /// <summary>Which tool a text names, or is about as far as rules can tell.</summary>
    private Tool? Meant(string text, Caller from) => tools.Value.Tools.FirstOrDefault(tool => IsSecret(tool) && IsNamed(tool, text))
        ?? (text.Length <= ConciergeAgentGrain.LongestText && IntentRules.Choose(text, [.. tools.Value.Tools.Where(tool => Scopes.MayHold(from.Role, tool.Declared.Scope))]).Tool is { } meant && IsSecret(meant) ? meant : null);

    private static bool IsSecret(Tool? tool) => tool is { Declared.Confidential: true };

    private static bool IsNamed(Tool tool, string text) => text.Contains(tool.Name, StringComparison.OrdinalIgnoreCase)
        || text.Contains(tool.Name.Replace('_', ' '), StringComparison.OrdinalIgnoreCase) || text.Contains(tool.Declared.Title, StringComparison.OrdinalIgnoreCase);
}
