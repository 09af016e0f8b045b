using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Contracts.Tools;
using Actors.Tools;
using Actors.Tools.Schemas;

namespace Actors.Grains.A2A.Concierge;

/// <summary>What the concierge says instead of a result: in words for people and models, and as data for programs.</summary>
internal static class Questions
{
    /// <summary>What has to be known before a tool is called: which, whether the caller may, the arguments. Null where nothing is missing.</summary>
    public static AgentEvent? Before(Errand errand, Caller caller) => errand.Tool is { } tool ? About(tool, errand, caller) : Which(errand);

    private static AgentEvent Which(Errand errand) => AgentEvent.Of(AgentTaskState.InputRequired, [
        Part.OfText((errand.Objection, errand.Candidates) switch
        {
            ({ } objection, _) => $"{objection} Send a part of data with a tool and its arguments, or say it in words.",
            (_, []) => "It is not clear what to do. Say it in other words, or send a part of data with a tool and its arguments; the card of this agent lists what there is.",
            (_, var some) => $"It is not clear what to do. Did you mean: {string.Join(", ", some.Select(tool => $"{tool.Declared.Title} ({tool.Name})"))}? Answer with the name.",
        }),
        Part.OfData(new JsonObject { ["candidates"] = new JsonArray([.. errand.Candidates.Select(tool => JsonValue.Create(tool.Name))]) }.ToJsonString())]);

    /// <summary>Authority first: who may not use a tool is not asked for its arguments.</summary>
    private static AgentEvent? About(Tool tool, Errand errand, Caller caller)
    {
        var scope = tool.Declared.Scope;
        if (!Scopes.MayHold(caller.Role, scope))
            return Refused(new ActorException(ErrorCodes.Forbidden, "Your role does not allow this. An owner of your organisation can change your role.", ("scope", scope)));
        if (tool.Declared.Confidential)
            return Refused(new ActorException(ErrorCodes.Forbidden, $"{tool.Declared.Title} has to do with secrets, and what is said in a task is kept. Call the tool {tool.Name} by MCP or REST."));
        if (!caller.Has(scope)) return Authority(errand, scope, caller);
        if (errand.Objection is { } objection) return Input(errand, objection, []);
        var problems = tool.Arguments.Validate(errand.Arguments);
        return problems.Count == 0 ? null : Missing(tool, errand, problems);
    }

    /// <summary>What becomes of the task when the tool refused the call.</summary>
    public static AgentEvent After(ActorException refusal, Errand errand) => refusal.Error switch
    {
        { Code: ErrorCodes.InvalidArgument } error when error.Details.TryGetValue("argument", out var argument) => Input(errand.Without(argument), error.Message, []),
        { Code: ErrorCodes.InputRequired, Input: { } input } => Asked(errand with { State = input.State }, input),
        { Code: ErrorCodes.InsufficientScope } error when error.Details.TryGetValue("scope", out var scope) =>
            AgentEvent.Of(AgentTaskState.AuthRequired, Part.OfText(error.Message), errand.ToPart(new KeyValuePair<string, JsonNode?>("scopes", Scoped(scope)))),
        _ => Refused(refusal),
    };

    /// <summary>The tool itself asks: for a form to be filled in, or a page to be visited.</summary>
    private static AgentEvent Asked(Errand errand, InputRequired input) => AgentEvent.Of(AgentTaskState.InputRequired,
        Part.OfText(string.Join(' ', input.Requests.Values.Select(request => JsonElement.Parse(request.Params).TryGetProperty("message"u8, out var words) ? words.GetString() : request.Method))
            + $" Answer with a part of data: {Errand.Responses}, an object with an answer to each request."),
        errand.ToPart(new KeyValuePair<string, JsonNode?>(Errand.Requests, new JsonObject(input.Requests.Select(request => KeyValuePair.Create(request.Key,
            (JsonNode?)new JsonObject { ["method"] = request.Value.Method, ["params"] = JsonNode.Parse(request.Value.Params) }))))));

    private static AgentEvent Refused(ActorException refusal) => AgentEvent.Of(AgentTaskState.Failed, Part.OfText(refusal.Error.Message), Part.OfData(new JsonObject
    {
        ["error"] = new JsonObject { ["code"] = refusal.Error.Code, ["details"] = JsonSerializer.SerializeToNode(refusal.Error.Details) },
    }.ToJsonString()));

    private static AgentEvent Authority(Errand errand, string scope, Caller caller) => AgentEvent.Of(AgentTaskState.AuthRequired,
        Part.OfText($"This needs the scope {scope}. {caller.HowToGet()} Then send any message to this task, and it goes on."),
        errand.ToPart(new KeyValuePair<string, JsonNode?>("scopes", Scoped(scope))));

    private static AgentEvent Missing(Tool tool, Errand errand, IReadOnlyList<SchemaProblem> problems)
    {
        var members = tool.InputSchema.GetProperty("properties"u8);
        var missing = (tool.InputSchema.TryGetProperty("required"u8, out var names) ? names.EnumerateArray().Select(name => name.GetString()!) : [])
            .Where(name => !errand.Arguments.TryGetProperty(name, out _)).ToList();
        var wrong = problems.Where(problem => problem.Pointer.Length > 0).Select(problem => $"{problem.Pointer[1..]}: {problem.Message}");
        var unknown = problems.Where(problem => problem.Pointer.Length == 0 && missing.Count == 0).Select(problem => problem.Message);
        var words = string.Join(' ', [.. wrong, .. unknown,
            .. missing.Count == 0 ? [] : new[] { $"{tool.Declared.Title} needs {string.Join("; ", missing.Select(name => $"{name} ({Description(members.GetProperty(name))})"))}." }]);
        return Input(problems.Aggregate(errand, (left, problem) => left.Without(problem.Pointer.TrimStart('/').Split('/')[0])), words, missing.Select(name => (name, members.GetProperty(name))));
    }

    private static AgentEvent Input(Errand errand, string words, IEnumerable<(string Name, JsonElement Schema)> missing) => AgentEvent.Of(AgentTaskState.InputRequired,
        Part.OfText($"{words} Send the values as data, each under its name, or write them like name: value."),
        errand.ToPart(new KeyValuePair<string, JsonNode?>("missing", new JsonObject(missing.Select(one => KeyValuePair.Create(one.Name, JsonNode.Parse(one.Schema.GetRawText())))))));

    private static string Description(JsonElement schema) => schema.TryGetProperty("description"u8, out var text) ? text.GetString()!.TrimEnd('.') : "a value";

    private static JsonArray Scoped(string scopes) => new([.. scopes.Split(' ').Select(scope => JsonValue.Create(scope))]);
}
