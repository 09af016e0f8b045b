using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Tools;

namespace Actors.Grains.A2A.Concierge;

/// <summary>
/// What is said in a task is kept in the clear, so what a client says to a tool that has to do with secrets is taken out before it is stored,
/// and what it says to no tool that there is, which may be one of those misspelt. The agent makes nothing of either anyway.
/// </summary>
public sealed partial class Discretion(AgentContracts agents, Lazy<ToolCatalog> tools)
{
    private readonly FrozenSet<string> callTools = agents.ByName.Where(agent => agent.Value.GetCustomAttribute<AgentAttribute>()!.OffersTools).Select(agent => agent.Key).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The message, as it came from a caller to an agent, as it may be stored.</summary>
    public Message Of(string agent, Message message, Caller from)
    {
        if (!callTools.Contains(agent)) return message;
        var calls = message.Parts.Select(part => part.Data).OfType<string>().Select(data => JsonElement.Parse(data)).Where(data => data.ValueKind == JsonValueKind.Object).ToArray();
        if ((calls.Select(Called).FirstOrDefault(IsSecret) ?? Meant(string.Join(' ', message.Parts.Select(part => part.Text).OfType<string>()), from)) is { } secret)
            return Without(message, Call(secret.Name), $"What was said is not kept, since {secret.Name} has to do with secrets.");
        if (calls.FirstOrDefault(call => call.TryGetProperty("tool"u8, out _) ? Called(call) is null : message.TaskId is null) is not { ValueKind: JsonValueKind.Object } call) return message;
        return Without(message, call.TryGetProperty("tool"u8, out var name) ? Call(Short(name)) : "{}", "What was said is not kept: there is no such tool.");
    }

    private static Message Without(Message message, string data, string why) => message with { Metadata = null, Parts = [Part.OfData(data), Part.OfText(why)] };

    private static string Call(string? tool) => JsonSerializer.Serialize(new Dictionary<string, string?> { ["tool"] = tool });

    /// <summary>What may be the name of a tool.</summary>
    private static string? Short(JsonElement name) => name.ValueKind == JsonValueKind.String && name.GetString() is { } text && Name().IsMatch(text) ? text : null;

    private Tool? Called(JsonElement call) => call.TryGetProperty("tool"u8, out var name) && name.ValueKind == JsonValueKind.String ? tools.Value.Find(name.GetString()!) : null;

    /// <summary>Which tool of secrets a text names, or is about as far as rules can tell, misspelt or not.</summary>
    private Tool? Meant(string text, Caller from)
    {
        var secrets = tools.Value.Tools.Where(IsSecret).ToArray();
        if (secrets.FirstOrDefault(tool => IsNamed(tool, text)) is { } named) return named;
        if (text.Length > ConciergeAgentGrain.LongestText) return null;
        var meant = IntentRules.Choose(text, [.. tools.Value.Tools.Where(tool => Scopes.MayHold(from.Role, tool.Declared.Scope))]).Tool;
        if (meant is not null) return IsSecret(meant) ? meant : null;
        var words = Word().Matches(text).Select(word => word.Value).Distinct().ToArray();
        return secrets.FirstOrDefault(tool => tool.Name.Split('_').All(word => Spelling.Nearest(word, words) is not null));
    }

    private static bool IsSecret(Tool? tool) => tool is { Declared.Confidential: true };

    private static bool IsNamed(Tool tool, string text) => text.Contains(tool.Name, StringComparison.OrdinalIgnoreCase)
        || text.Contains(tool.Name.Replace('_', ' '), StringComparison.OrdinalIgnoreCase) || text.Contains(tool.Declared.Title, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{1,64}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();

    [GeneratedRegex("[A-Za-z0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
