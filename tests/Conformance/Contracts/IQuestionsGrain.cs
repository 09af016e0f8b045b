using Actors.Contracts;
using Actors.Contracts.Content;
using Actors.Contracts.Tools;

namespace Actors.Conformance.Contracts;

/// <summary>The fixtures that ask their client something.</summary>
[ToolSet(ToolKey.User), Alias("questions")]
public interface IQuestionsGrain : IGrainWithStringKey
{
    /// <summary>Asks the client's model.</summary>
    [Tool("test_sampling", Title = "Ask a model", Scope = Scopes.Profile, Route = "POST /api/questions/sampling"), Alias("sampling")]
    Task<ToolContent> Sampling(PromptText request, ClientAnswers answers, CancellationToken cancellation);

    /// <summary>Asks the person for a name and an address.</summary>
    [Tool("test_elicitation", Title = "Ask a person", Scope = Scopes.Profile, Route = "POST /api/questions/elicitation"), Alias("elicitation")]
    Task<ToolContent> Elicitation(MessageText request, ClientAnswers answers, CancellationToken cancellation);

    /// <summary>Asks with a form whose fields have defaults.</summary>
    [Tool("test_elicitation_sep1034_defaults", Title = "Defaults", Scope = Scopes.Profile, Route = "POST /api/questions/defaults"), Alias("defaults")]
    Task<ToolContent> Defaults(ClientAnswers answers, CancellationToken cancellation);

    /// <summary>Asks with a form of every kind of choice.</summary>
    [Tool("test_elicitation_sep1330_enums", Title = "Choices", Scope = Scopes.Profile, Route = "POST /api/questions/enums"), Alias("enums")]
    Task<ToolContent> Enums(ClientAnswers answers, CancellationToken cancellation);

    /// <summary>Asks for a name.</summary>
    [Tool("test_input_required_result_elicitation", Title = "A name", Scope = Scopes.Profile, Route = "POST /api/questions/name"), Alias("name")]
    Task<ToolContent> Name(ClientAnswers answers, CancellationToken cancellation);

    /// <summary>Asks for a capital.</summary>
    [Tool("test_input_required_result_sampling", Title = "A capital", Scope = Scopes.Profile, Route = "POST /api/questions/capital"), Alias("capital")]
    Task<ToolContent> Capital(ClientAnswers answers, CancellationToken cancellation);

    /// <summary>Asks for the client's folders.</summary>
    [Tool("test_input_required_result_list_roots", Title = "Folders", Scope = Scopes.Profile, Route = "POST /api/questions/roots"), Alias("roots")]
    Task<ToolContent> Roots(ClientAnswers answers, CancellationToken cancellation);

    /// <summary>Asks, and wants its state back.</summary>
    [Tool("test_input_required_result_request_state", Title = "State", Scope = Scopes.Profile, Route = "POST /api/questions/state"), Alias("state")]
    Task<ToolContent> State(ClientAnswers answers, CancellationToken cancellation);

    /// <summary>Asks three things at once.</summary>
    [Tool("test_input_required_result_multiple_inputs", Title = "Three questions", Scope = Scopes.Profile, Route = "POST /api/questions/multiple"), Alias("multiple")]
    Task<ToolContent> Multiple(ClientAnswers answers, CancellationToken cancellation);

    /// <summary>Asks twice, one after the other.</summary>
    [Tool("test_input_required_result_multi_round", Title = "Two rounds", Scope = Scopes.Profile, Route = "POST /api/questions/rounds"), Alias("rounds")]
    Task<ToolContent> Rounds(ClientAnswers answers, CancellationToken cancellation);

    /// <summary>Asks, and has its state tampered with.</summary>
    [Tool("test_input_required_result_tampered_state", Title = "Tampered state", Scope = Scopes.Profile, Route = "POST /api/questions/tampered"), Alias("tampered")]
    Task<ToolContent> Tampered(ClientAnswers answers, CancellationToken cancellation);

    /// <summary>Asks whatever the client can answer.</summary>
    [Tool("test_input_required_result_capabilities", Title = "What the client can", Scope = Scopes.Profile, Route = "POST /api/questions/capabilities"), Alias("capabilities")]
    Task<ToolContent> Capabilities(ClientAnswers answers, CancellationToken cancellation);

    /// <summary>Asks the client's model, whether it has one or not.</summary>
    [Tool("test_missing_capability", Title = "What the client cannot", Scope = Scopes.Profile, Route = "POST /api/questions/missing"), Alias("missing")]
    Task<ToolContent> Missing(ClientAnswers answers, CancellationToken cancellation);

    /// <summary>Works in steps and asks on the way.</summary>
    [Tool("test_streaming_elicitation", Title = "Steps and a question", Scope = Scopes.Profile, Route = "POST /api/questions/streaming"), Alias("streaming")]
    IAsyncEnumerable<ToolUpdate<ToolContent>> Streaming(ClientAnswers answers, CancellationToken cancellation);

    /// <summary>A prompt that asks what it is for.</summary>
    [Prompt("test_input_required_result_prompt", Title = "A prompt that asks", Scope = Scopes.Profile), Alias("prompt")]
    Task<PromptMessages> Prompt(ClientAnswers answers, CancellationToken cancellation);
}
