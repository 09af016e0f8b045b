using System.Runtime.CompilerServices;
using System.Text.Json;
using Actors.Conformance.Contracts;
using Actors.Contracts;
using Actors.Contracts.Content;
using Actors.Contracts.Tools;

namespace Actors.Conformance.Grains;

/// <inheritdoc cref="IQuestionsGrain"/>
public sealed class QuestionsGrain : Grain, IQuestionsGrain
{
    private const string NameForm = """{"type":"object","properties":{"name":{"type":"string"}},"required":["name"]}""";
    private const string OkForm = """{"type":"object","properties":{"ok":{"type":"boolean"}},"required":["ok"]}""";

    private const string ContactForm = """
        {"type":"object","required":["username","email"],"properties":{
          "username":{"type":"string","description":"User's response"},"email":{"type":"string","description":"User's email address"}}}
        """;

    private const string DefaultsForm = """
        {"type":"object","required":[],"properties":{
          "name":{"type":"string","default":"John Doe"},"age":{"type":"integer","default":30},"score":{"type":"number","default":95.5},
          "status":{"type":"string","enum":["active","inactive","pending"],"default":"active"},"verified":{"type":"boolean","default":true}}}
        """;

    private const string EnumsForm = """
        {"type":"object","required":[],"properties":{
          "untitledSingle":{"type":"string","enum":["option1","option2","option3"]},
          "titledSingle":{"type":"string","oneOf":[{"const":"value1","title":"First Option"},{"const":"value2","title":"Second Option"},{"const":"value3","title":"Third Option"}]},
          "legacyEnum":{"type":"string","enum":["opt1","opt2","opt3"],"enumNames":["Option One","Option Two","Option Three"]},
          "untitledMulti":{"type":"array","items":{"type":"string","enum":["option1","option2","option3"]}},
          "titledMulti":{"type":"array","items":{"anyOf":[{"const":"value1","title":"First Choice"},{"const":"value2","title":"Second Choice"},{"const":"value3","title":"Third Choice"}]}}}}
        """;

    /// <inheritdoc />
    public Task<ToolContent> Sampling(PromptText request, ClientAnswers answers, CancellationToken cancellation) =>
        Say($"LLM response: {Text(answers.Ask("sample", ClientRequest.Sample(request.Prompt, 100)))}");

    /// <inheritdoc />
    public Task<ToolContent> Elicitation(MessageText request, ClientAnswers answers, CancellationToken cancellation) =>
        Say($"User response: {answers.Ask("contact", ClientRequest.Form(request.Message, ContactForm)).GetRawText()}");

    /// <inheritdoc />
    public Task<ToolContent> Defaults(ClientAnswers answers, CancellationToken cancellation) => Completed(answers, "Please check these values", DefaultsForm);

    /// <inheritdoc />
    public Task<ToolContent> Enums(ClientAnswers answers, CancellationToken cancellation) => Completed(answers, "Please choose", EnumsForm);

    /// <inheritdoc />
    public Task<ToolContent> Name(ClientAnswers answers, CancellationToken cancellation) =>
        Say($"Hello, {Content(answers.Ask("user_name", ClientRequest.Form("What is your name?", NameForm)), "name")}!");

    /// <inheritdoc />
    public Task<ToolContent> Capital(ClientAnswers answers, CancellationToken cancellation) =>
        Say(Text(answers.Ask("capital_question", ClientRequest.Sample("What is the capital of France?", 100))));

    /// <inheritdoc />
    public Task<ToolContent> Roots(ClientAnswers answers, CancellationToken cancellation) =>
        Say($"Roots: {answers.Ask("client_roots", ClientRequest.Roots()).GetProperty("roots").GetRawText()}");

    /// <inheritdoc />
    public Task<ToolContent> State(ClientAnswers answers, CancellationToken cancellation)
    {
        answers.Ask("confirm", ClientRequest.Form("Please confirm", OkForm), state: "asked");
        return Say(answers.State == "asked" ? "state-ok" : "state-lost");
    }

    /// <inheritdoc />
    public Task<ToolContent> Multiple(ClientAnswers answers, CancellationToken cancellation)
    {
        var given = answers.Ask(new Dictionary<string, ClientRequest>
        {
            ["user_name"] = ClientRequest.Form("What is your name?", NameForm),
            ["greeting"] = ClientRequest.Sample("Generate a greeting", 50),
            ["client_roots"] = ClientRequest.Roots(),
        });
        return Say($"{Text(given["greeting"])} {Content(given["user_name"], "name")}");
    }

    /// <inheritdoc />
    public Task<ToolContent> Rounds(ClientAnswers answers, CancellationToken cancellation)
    {
        var name = Content(answers.Ask("step1", ClientRequest.Form("Step 1: What is your name?", NameForm)), "name");
        var color = answers.Ask("step2", ClientRequest.Form("Step 2: What is your favorite color?", NameForm.Replace("name", "color", StringComparison.Ordinal)));
        return Say($"{name} likes {Content(color, "color")}.");
    }

    /// <inheritdoc />
    public Task<ToolContent> Tampered(ClientAnswers answers, CancellationToken cancellation) => State(answers, cancellation);

    /// <inheritdoc />
    public Task<ToolContent> Capabilities(ClientAnswers answers, CancellationToken cancellation)
    {
        var requests = new Dictionary<string, ClientRequest>();
        if (answers.Can(ClientAnswers.Forms)) requests["name"] = ClientRequest.Form("What is your name?", NameForm);
        if (answers.Can(ClientAnswers.Models)) requests["greeting"] = ClientRequest.Sample("Generate a greeting", 50);
        return Say($"Answered: {string.Join(", ", answers.Ask(requests).Keys)}");
    }

    /// <inheritdoc />
    public Task<ToolContent> Missing(ClientAnswers answers, CancellationToken cancellation) => Capital(answers, cancellation);

    /// <inheritdoc />
    public async IAsyncEnumerable<ToolUpdate<ToolContent>> Streaming(ClientAnswers answers, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return new() { Progress = 0, Total = 1, Message = "Asking" };
        yield return new() { Progress = 1, Total = 1, Result = await Name(answers, cancellation) };
    }

    /// <inheritdoc />
    public Task<PromptMessages> Prompt(ClientAnswers answers, CancellationToken cancellation)
    {
        const string Form = """{"type":"object","properties":{"context":{"type":"string"}},"required":["context"]}""";
        var context = Content(answers.Ask("user_context", ClientRequest.Form("What context should the prompt use?", Form)), "context");
        return Task.FromResult(new PromptMessages { Messages = [PromptMessage.FromUser(ContentBlock.OfText($"Use this context: {context}"))] });
    }

    private static Task<ToolContent> Completed(ClientAnswers answers, string message, string form)
    {
        var answer = answers.Ask("form", ClientRequest.Form(message, form));
        return Say($"Elicitation completed: action={answer.GetProperty("action").GetString()}, content={(answer.TryGetProperty("content", out var content) ? content.GetRawText() : "{}")}");
    }

    private static Task<ToolContent> Say(string text) => Task.FromResult(new ToolContent { Content = [ContentBlock.OfText(text)] });

    private static string Text(JsonElement sampled) => sampled.GetProperty("content").TryGetProperty("text", out var text) ? text.GetString()! : "";

    private static string Content(JsonElement answer, string field) =>
        answer.TryGetProperty("content", out var content) && content.TryGetProperty(field, out var value) ? value.ToString() : "";
}
