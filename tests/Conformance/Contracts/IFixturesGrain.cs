using Actors.Contracts;
using Actors.Contracts.Content;
using Actors.Contracts.Tools;

namespace Actors.Conformance.Contracts;

/// <summary>What the MCP conformance tool calls, reads and gets, by the names and with the answers that it expects.</summary>
[ToolSet(ToolKey.User), Alias("fixtures")]
public interface IFixturesGrain : IGrainWithStringKey
{
    /// <summary>Answers with a text.</summary>
    [Tool("test_simple_text", Title = "Simple text", Scope = Scopes.Profile, Route = "POST /api/fixtures/simple-text"), Alias("simple_text")]
    Task<ToolContent> SimpleText(CancellationToken cancellation);

    /// <summary>Answers with a picture.</summary>
    [Tool("test_image_content", Title = "Image", Scope = Scopes.Profile, Route = "POST /api/fixtures/image"), Alias("image")]
    Task<ToolContent> Image(CancellationToken cancellation);

    /// <summary>Answers with a sound.</summary>
    [Tool("test_audio_content", Title = "Audio", Scope = Scopes.Profile, Route = "POST /api/fixtures/audio"), Alias("audio")]
    Task<ToolContent> Audio(CancellationToken cancellation);

    /// <summary>Answers with a resource.</summary>
    [Tool("test_embedded_resource", Title = "Embedded resource", Scope = Scopes.Profile, Route = "POST /api/fixtures/embedded"), Alias("embedded")]
    Task<ToolContent> Embedded(CancellationToken cancellation);

    /// <summary>Answers with a text, a picture and a resource.</summary>
    [Tool("test_multiple_content_types", Title = "Several kinds", Scope = Scopes.Profile, Route = "POST /api/fixtures/multiple"), Alias("multiple")]
    Task<ToolContent> Multiple(CancellationToken cancellation);

    /// <summary>Tool with JSON Schema 2020-12 features.</summary>
    [Tool("json_schema_2020_12_tool", Title = "All of JSON Schema", Scope = Scopes.Profile, Route = "POST /api/fixtures/json-schema"), Alias("json_schema")]
    Task<ToolContent> JsonSchema(Contact request, CancellationToken cancellation);

    /// <summary>Takes arguments that come in headers as well.</summary>
    [Tool("test_parameter_headers", Title = "Headers", Scope = Scopes.Profile, Route = "POST /api/fixtures/headers"), Alias("headers")]
    Task<ToolContent> Headers(InHeaders request, CancellationToken cancellation);

    /// <summary>Fails.</summary>
    [Tool("test_error_handling", Title = "Failure", Scope = Scopes.Profile, Route = "POST /api/fixtures/error"), Alias("error")]
    Task<ToolContent> Error(CancellationToken cancellation);

    /// <summary>Reports progress three times.</summary>
    [Tool("test_tool_with_progress", Title = "Progress", Scope = Scopes.Profile, Route = "POST /api/fixtures/progress"), Alias("progress")]
    IAsyncEnumerable<ToolUpdate<ToolContent>> Progress(CancellationToken cancellation);

    /// <summary>Says three things about its work.</summary>
    [Tool("test_tool_with_logging", Title = "Log messages", Scope = Scopes.Profile, Route = "POST /api/fixtures/logging"), Alias("logging")]
    IAsyncEnumerable<ToolUpdate<ToolContent>> Logging(CancellationToken cancellation);

    /// <summary>Says three things about its work, to those who asked for it.</summary>
    [Tool("test_logging_tool", Title = "Log messages where wanted", Scope = Scopes.Profile, Route = "POST /api/fixtures/logging-wanted"), Alias("logging_wanted")]
    IAsyncEnumerable<ToolUpdate<ToolContent>> LoggingWanted(CancellationToken cancellation);

    /// <summary>Works long enough for its stream to be closed and taken up again.</summary>
    [Tool("test_reconnection", Title = "Reconnection", Scope = Scopes.Profile, Route = "POST /api/fixtures/reconnection"), Alias("reconnection")]
    IAsyncEnumerable<ToolUpdate<ToolContent>> Reconnection(CancellationToken cancellation);

    /// <summary>A text that is always the same.</summary>
    [Tool("read_static_text", Title = "Static text", Scope = Scopes.Profile, Route = "GET /api/fixtures/text", ReadOnly = true)]
    [Resource("test://static-text", Name = "static_text", Title = "Static text", MimeType = "text/plain"), Alias("static_text")]
    Task<ResourceContents> StaticText(CancellationToken cancellation);

    /// <summary>Bytes that are always the same.</summary>
    [Tool("read_static_binary", Title = "Static bytes", Scope = Scopes.Profile, Route = "GET /api/fixtures/binary", ReadOnly = true)]
    [Resource("test://static-binary", Name = "static_binary", Title = "Static bytes", MimeType = "image/png"), Alias("static_binary")]
    Task<ResourceContents> StaticBinary(CancellationToken cancellation);

    /// <summary>A text that may change.</summary>
    [Tool("read_watched_resource", Title = "Watched text", Scope = Scopes.Profile, Route = "GET /api/fixtures/watched", ReadOnly = true)]
    [Resource("test://watched-resource", Name = "watched_resource", Title = "Watched text", MimeType = "text/plain"), Alias("watched")]
    Task<ResourceContents> Watched(CancellationToken cancellation);

    /// <summary>Whatever has this id.</summary>
    [Tool("read_template", Title = "From a template", Scope = Scopes.Profile, Route = "GET /api/fixtures/template/{id}", ReadOnly = true)]
    [Resource("test://template/{id}/data", Name = "template", Title = "From a template"), Alias("template")]
    Task<ResourceContents> Template(TemplateId request, CancellationToken cancellation);

    /// <summary>A prompt without arguments.</summary>
    [Prompt("test_simple_prompt", Title = "Simple", Scope = Scopes.Profile), Alias("simple_prompt")]
    Task<PromptMessages> SimplePrompt(CancellationToken cancellation);

    /// <summary>A prompt with two arguments.</summary>
    [Prompt("test_prompt_with_arguments", Title = "With arguments", Scope = Scopes.Profile), Alias("prompt_with_arguments")]
    Task<PromptMessages> PromptWithArguments(TwoArguments request, CancellationToken cancellation);

    /// <summary>A prompt that carries a resource.</summary>
    [Prompt("test_prompt_with_embedded_resource", Title = "With a resource", Scope = Scopes.Profile), Alias("prompt_with_resource")]
    Task<PromptMessages> PromptWithResource(EmbeddedResource request, CancellationToken cancellation);

    /// <summary>A prompt that carries a picture.</summary>
    [Prompt("test_prompt_with_image", Title = "With a picture", Scope = Scopes.Profile), Alias("prompt_with_image")]
    Task<PromptMessages> PromptWithImage(CancellationToken cancellation);

    /// <summary>Values for the first argument.</summary>
    [Completion("arg1", Scope = Scopes.Profile), Alias("complete")]
    Task<Completions> Complete(CompletionRequest request, CancellationToken cancellation);
}
