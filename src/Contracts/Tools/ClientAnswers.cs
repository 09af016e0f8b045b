using System.Text.Json;

namespace Actors.Contracts.Tools;

/// <summary>
/// What a tool or prompt has learnt from its client so far, and what it can still ask. A method that asks takes one before its
/// <see cref="CancellationToken"/>; it is called anew after each round, with the answers of all rounds, and must not have
/// changed anything before it has what it asks for.
/// </summary>
[GenerateSerializer, Immutable, Alias("tool.ClientAnswers")]
public sealed record ClientAnswers
{
    /// <summary>What a client can do: show forms, open pages, ask its model, list its folders.</summary>
    public const string Forms = "elicitation.form", Visits = "elicitation.url", Models = "sampling", Folders = "roots";

    /// <summary>A client that was asked nothing and can do nothing.</summary>
    public static readonly ClientAnswers None = new();

    /// <summary>The answers as JSON, by the names of their requests.</summary>
    [Id(0)] public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>();

    /// <summary>What the method last gave as <see cref="InputRequired.State"/>.</summary>
    [Id(1)] public string? State { get; init; }

    /// <summary>What the client says it can do.</summary>
    [Id(2)] public IReadOnlyList<string> Abilities { get; init; } = [];

    /// <summary>Whether the client can do this, such as <see cref="Forms"/>.</summary>
    public bool Can(string ability) => Abilities.Contains(ability);

    /// <summary>Whether the person agrees to something that cannot be undone. Where the client cannot ask, whoever called has decided.</summary>
    /// <param name="question">What is going to happen, to whom or what.</param>
    /// <exception cref="ActorException"><see cref="ErrorCodes.InputRequired"/>, which asks.</exception>
    public bool Agrees(string question) =>
        !Can(Forms) || Ask("agreement", ClientRequest.Form(question, """{"type":"object","properties":{}}""")).GetProperty("action").ValueEquals("accept");

    /// <summary>The answer to one request.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.InputRequired"/>, which asks for it.</exception>
    public JsonElement Ask(string name, ClientRequest request, string? state = null) =>
        Ask(new Dictionary<string, ClientRequest> { [name] = request }, state)[name];

    /// <summary>The answers to several requests, which are asked at once.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.InputRequired"/>, which asks for those that are missing.</exception>
    public IReadOnlyDictionary<string, JsonElement> Ask(IReadOnlyDictionary<string, ClientRequest> requests, string? state = null)
    {
        var found = new Dictionary<string, JsonElement>();
        foreach (var (name, request) in requests)
            if (Answers.TryGetValue(name, out var text) && JsonElement.Parse(text) is var answer && request.IsAnsweredBy(answer)) found[name] = answer;
        return found.Count == requests.Count ? found
            : throw ActorException.InputRequired(new() { Requests = requests.Where(one => !found.ContainsKey(one.Key)).ToDictionary(), State = state });
    }
}
