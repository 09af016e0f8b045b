using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using Actors.Contracts.A2A;
using Actors.Tools;

namespace Actors.Grains.A2A.Concierge;

/// <summary>What is said in a task is kept in the clear, so what a client says to a tool that has to do with secrets is taken out before it is stored. The agent leaves such tools alone anyway.</summary>
public sealed class Discretion(AgentContracts agents, Lazy<ToolCatalog> tools)
{
    private readonly FrozenSet<string> callTools = agents.ByName.Where(agent => agent.Value.GetCustomAttribute<AgentAttribute>()!.OffersTools).Select(agent => agent.Key).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The message as it may be stored.</summary>
    public Message Of(string agent, Message message) => !callTools.Contains(agent) || About(message) is not { } tool ? message : message with
    {
        Metadata = null,
        Parts = [Part.OfData(JsonSerializer.Serialize(new Dictionary<string, string> { ["tool"] = tool.Name })), Part.OfText($"What was said is not kept, since {tool.Name} has to do with secrets.")],
    };

    private Tool? About(Message message) => tools.Value.Tools.FirstOrDefault(tool => tool.Declared.Confidential && message.Parts.Any(part => Names(part, tool)));

    private static bool Names(Part part, Tool tool) => part switch
    {
        { Data: { } data } => JsonElement.Parse(data) is { ValueKind: JsonValueKind.Object } call && call.TryGetProperty("tool"u8, out var name) && name.ValueKind == JsonValueKind.String && name.ValueEquals(tool.Name),
        { Text: { } text } => text.Contains(tool.Name, StringComparison.OrdinalIgnoreCase) || text.Contains(tool.Name.Replace('_', ' '), StringComparison.OrdinalIgnoreCase)
            || text.Contains(tool.Declared.Title, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
