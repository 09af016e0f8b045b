using System.Text.Json;
using System.Text.Json.Nodes;

namespace Actors.Contracts.Tools;

/// <summary>
/// One thing that a tool or prompt asks of whoever called it: words of the person, an answer of their model, their folders. It has
/// the shape of an MCP request from server to client, and is sent as it is.
/// </summary>
[GenerateSerializer, Immutable, Alias("tool.ClientRequest")]
public sealed record ClientRequest
{
    private const string Elicitation = "elicitation/create", Sampling = "sampling/createMessage", RootsList = "roots/list";

    /// <summary><c>elicitation/create</c>, <c>sampling/createMessage</c> or <c>roots/list</c>.</summary>
    [Id(0)] public required string Method { get; init; }

    /// <summary>The parameters, an object in JSON.</summary>
    [Id(1)] public required string Params { get; init; }

    /// <summary>What a client must be able to do to answer, as <see cref="ClientAnswers.Can"/> takes it.</summary>
    [Id(2)] public required string Ability { get; init; }

    /// <summary>A form for the person to fill in.</summary>
    /// <param name="message">What is asked, and why.</param>
    /// <param name="schema">The fields, as a JSON Schema of a flat object.</param>
    public static ClientRequest Form(string message, string schema) => Of(Elicitation, ClientAnswers.Forms, new JsonObject
    {
        ["mode"] = "form", ["message"] = message, ["requestedSchema"] = JsonNode.Parse(schema),
    });

    /// <summary>A page for the person to visit, for what must not pass through their client: a payment, another service's sign-in.</summary>
    /// <param name="message">What is asked, and why.</param>
    /// <param name="url">Where the person goes.</param>
    /// <param name="id">Names this visit among all others.</param>
    public static ClientRequest Visit(string message, string url, string id) => Of(Elicitation, ClientAnswers.Visits, new JsonObject
    {
        ["mode"] = "url", ["message"] = message, ["url"] = url, ["elicitationId"] = id,
    });

    /// <summary>A question to the client's own model.</summary>
    /// <param name="text">What the model is asked.</param>
    /// <param name="maxTokens">The longest answer.</param>
    public static ClientRequest Sample(string text, int maxTokens) => Of(Sampling, ClientAnswers.Models, new JsonObject
    {
        ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = new JsonObject { ["type"] = "text", ["text"] = text } }),
        ["maxTokens"] = maxTokens,
    });

    /// <summary>The folders that the client works in.</summary>
    public static ClientRequest Roots() => Of(RootsList, ClientAnswers.Folders, []);

    /// <summary>Whether JSON has the shape of an answer to this.</summary>
    public bool IsAnsweredBy(JsonElement answer) => answer.ValueKind == JsonValueKind.Object && Method switch
    {
        Elicitation => answer.TryGetProperty("action", out var action) && action.ValueKind == JsonValueKind.String && action.GetString() is ("accept" or "decline" or "cancel"),
        Sampling => answer.TryGetProperty("role", out _) && answer.TryGetProperty("content", out _) && answer.TryGetProperty("model", out _),
        _ => answer.TryGetProperty("roots", out var roots) && roots.ValueKind == JsonValueKind.Array,
    };

    private static ClientRequest Of(string method, string ability, JsonObject parameters) =>
        new() { Method = method, Ability = ability, Params = parameters.ToJsonString() };
}
