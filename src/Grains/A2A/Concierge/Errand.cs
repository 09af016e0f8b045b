using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Contracts.A2A;
using Actors.Tools;

namespace Actors.Grains.A2A.Concierge;

/// <summary>What the concierge is to do, as far as it is known: which tool to call, with which arguments.</summary>
public sealed record Errand
{
    /// <summary>Members of the parts of data by which a tool asks and is answered, as in MCP.</summary>
    internal const string Requests = "inputRequests", Responses = "inputResponses", RequestState = "requestState";

    /// <summary>The tool; null where it is not known.</summary>
    public Tool? Tool { get; init; }

    /// <summary>The arguments given so far, a JSON object by their names. Whether they fit is not said.</summary>
    public JsonElement Arguments { get; init; } = JsonElement.Parse("{}");

    /// <summary>Tools it may be about, the likeliest first, where <see cref="Tool"/> is not known.</summary>
    public IReadOnlyList<Tool> Candidates { get; init; } = [];

    /// <summary>What the tool asked of its client and was answered, JSON by the names of its requests.</summary>
    public ImmutableSortedDictionary<string, string> Answers { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>What the tool wants to find again with the answers, sealed.</summary>
    public string? State { get; init; }

    /// <summary>What cannot be understood of the message.</summary>
    public string? Objection { get; init; }

    /// <summary>What was known when the agent last asked: it wrote that into the question.</summary>
    internal static Errand SoFar(IEnumerable<Message> messages, ToolCatalog tools)
    {
        var asked = messages.LastOrDefault(message => message.Role == MessageRole.Agent && message.Parts.Any(part => part.Data is not null));
        var known = asked is null ? new() : new Errand().With(asked.Parts, tools);
        return known with { Objection = null, State = StateIn(asked) };
    }

    /// <summary>
    /// With what parts of data say: a tool and its arguments, or arguments, or their values by their names. Arguments of the same tool
    /// are added to those there are.
    /// </summary>
    internal Errand With(IEnumerable<Part> parts, ToolCatalog tools) => parts.Where(part => part.Data is not null)
        .Aggregate(this, (errand, part) => errand.With(JsonElement.Parse(part.Data!), tools));

    /// <summary>Only the agent's own messages are looked at: a state that a client sends is nobody's.</summary>
    private static string? StateIn(Message? asked) => asked?.Parts.Where(part => part.Data is not null).Select(part => JsonElement.Parse(part.Data!))
        .Where(data => data.ValueKind == JsonValueKind.Object && data.TryGetProperty(RequestState, out _)).Select(data => data.GetProperty(RequestState).GetString()).FirstOrDefault();

    internal Errand With(JsonElement arguments)
    {
        var all = JsonObject.Create(Arguments.Clone())!;
        foreach (var argument in arguments.EnumerateObject()) all[argument.Name] = JsonNode.Parse(argument.Value.GetRawText());
        return this with { Arguments = JsonSerializer.SerializeToElement(all), Objection = null };
    }

    internal Errand Without(string argument)
    {
        var left = JsonObject.Create(Arguments.Clone())!;
        left.Remove(argument);
        return this with { Arguments = JsonSerializer.SerializeToElement(left) };
    }

    /// <summary>Tells the client, and the log, what is being done.</summary>
    internal AgentEvent AsBegun() => AgentEvent.Of(AgentTaskState.Working, Part.OfText($"{Tool!.Declared.Title} …"), ToPart());

    /// <summary>What is known, with more members, such as what is missing.</summary>
    internal Part ToPart(params IEnumerable<KeyValuePair<string, JsonNode?>> more) => Part.OfData(new JsonObject(
        [
            new("tool", Tool?.Name), new("arguments", JsonObject.Create(Arguments.Clone())),
            .. Answers.IsEmpty ? [] : new[] { new KeyValuePair<string, JsonNode?>(Responses, new JsonObject(Answers.Select(one => KeyValuePair.Create(one.Key, JsonNode.Parse(one.Value))))) },
            .. State is null ? [] : new[] { new KeyValuePair<string, JsonNode?>(RequestState, State) },
            .. more,
        ]).ToJsonString());

    private Errand With(JsonElement data, ToolCatalog tools)
    {
        if (data.ValueKind != JsonValueKind.Object) return Objecting("The part of data must be an object with a tool and its arguments.");
        var errand = this;
        if (data.TryGetProperty("tool"u8, out var name))
        {
            if (name.ValueKind != JsonValueKind.String) return Objecting("tool must be the name of a tool.");
            if (tools.Find(name.GetString()!) is not { } tool) return Objecting(Unknown(name.GetString()!, tools));
            errand = tool == Tool ? this with { Objection = null } : new() { Tool = tool };
        }
        if (errand.Tool is null) return Objecting("The part of data names no tool.");
        if (data.TryGetProperty(Responses, out var responses))
            return responses.ValueKind == JsonValueKind.Object ? errand.Answered(data, responses) : errand.Objecting($"{Responses} must be an object, each answer under the name of its request.");
        if (!data.TryGetProperty("arguments"u8, out var arguments)) return name.ValueKind == JsonValueKind.Undefined ? errand.With(data) : errand;
        return arguments.ValueKind == JsonValueKind.Object ? errand.With(arguments) : errand.Objecting("arguments must be an object, each argument under its name.");
    }

    /// <summary>With answers, and with the arguments that stand beside them in a question.</summary>
    private Errand Answered(JsonElement data, JsonElement responses)
    {
        var errand = data.TryGetProperty("arguments"u8, out var arguments) && arguments.ValueKind == JsonValueKind.Object ? With(arguments) : this with { Objection = null };
        return errand with { Answers = Answers.SetItems(responses.EnumerateObject().Select(answer => KeyValuePair.Create(answer.Name, answer.Value.GetRawText()))) };
    }

    private Errand Objecting(string why) => this with { Objection = why };

    private static string Unknown(string name, ToolCatalog tools) => Spelling.Nearest(name, tools.Tools.Select(tool => tool.Name)) is { } near
        ? $"There is no tool {name}. Did you mean {near}?" : $"There is no tool of this name. The card of this agent lists those there are.";
}
