using System.Runtime.CompilerServices;
using Actors.Conformance.Contracts;
using Actors.Contracts;
using Actors.Contracts.Content;
using Actors.Contracts.Tools;

namespace Actors.Conformance.Grains;

/// <inheritdoc cref="IFixturesGrain"/>
public sealed class FixturesGrain : Grain, IFixturesGrain
{
    private const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";
    private const string Wav = "UklGRiQAAABXQVZFZm10IBAAAAABAAEARKwAAIhYAQACABAAZGF0YQAAAAA=";
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc />
    public Task<ToolContent> SimpleText(CancellationToken cancellation) => Show(ContentBlock.OfText("This is a simple text response for testing."));

    /// <inheritdoc />
    public Task<ToolContent> Image(CancellationToken cancellation) => Show(ContentBlock.OfImage(Png, "image/png"));

    /// <inheritdoc />
    public Task<ToolContent> Audio(CancellationToken cancellation) => Show(ContentBlock.OfAudio(Wav, "audio/wav"));

    /// <inheritdoc />
    public Task<ToolContent> Embedded(CancellationToken cancellation) =>
        Show(ContentBlock.Of(Text("test://embedded-resource", "This is an embedded resource content.")));

    /// <inheritdoc />
    public Task<ToolContent> Multiple(CancellationToken cancellation) => Show(
        ContentBlock.OfText("Multiple content types test:"),
        ContentBlock.OfImage(Png, "image/png"),
        ContentBlock.Of(new() { Uri = "test://mixed-content-resource", MimeType = "application/json", Text = """{"test":"data","value":123}""" }));

    /// <inheritdoc />
    public Task<ToolContent> JsonSchema(Contact request, CancellationToken cancellation) => Show(ContentBlock.OfText($"Contact {request.Name}."));

    /// <inheritdoc />
    public Task<ToolContent> Headers(InHeaders request, CancellationToken cancellation) => Show(ContentBlock.OfText($"In {request.Region}."));

    /// <inheritdoc />
    public Task<ToolContent> Error(CancellationToken cancellation) =>
        throw new ActorException(ErrorCodes.Conflict, "This tool intentionally returns an error for testing.");

    /// <inheritdoc />
    public async IAsyncEnumerable<ToolUpdate<ToolContent>> Progress([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var progress in (int[])[0, 50, 100])
        {
            yield return new() { Progress = progress, Total = 100, Message = $"Completed step {progress} of 100" };
            await Task.Delay(Moment, cancellation);
        }
        yield return new() { Progress = 100, Total = 100, Result = await Show(ContentBlock.OfText("Done.")) };
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<ToolUpdate<ToolContent>> Logging([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var text in (string[])["Tool execution started", "Tool processing data", "Tool execution completed"])
        {
            yield return new() { Log = new() { Level = "info", Text = text } };
            await Task.Delay(Moment, cancellation);
        }
        yield return new() { Progress = 1, Result = await Show(ContentBlock.OfText("Said three things.")) };
    }

    /// <inheritdoc />
    public IAsyncEnumerable<ToolUpdate<ToolContent>> LoggingWanted(CancellationToken cancellation) => Logging(cancellation);

    /// <inheritdoc />
    public async IAsyncEnumerable<ToolUpdate<ToolContent>> Reconnection([EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return new() { Progress = 0, Disconnects = true };
        await Task.Delay(10 * Moment, cancellation);
        yield return new() { Progress = 1, Result = await Show(ContentBlock.OfText("Reconnection test completed.")) };
    }

    /// <inheritdoc />
    public Task<ResourceContents> StaticText(CancellationToken cancellation) =>
        Task.FromResult(Text("test://static-text", "This is the content of the static text resource."));

    /// <inheritdoc />
    public Task<ResourceContents> StaticBinary(CancellationToken cancellation) =>
        Task.FromResult(new ResourceContents { Uri = "test://static-binary", MimeType = "image/png", Blob = Png });

    /// <inheritdoc />
    public Task<ResourceContents> Watched(CancellationToken cancellation) => Task.FromResult(Text("test://watched-resource", "Watched resource content."));

    /// <inheritdoc />
    public Task<ResourceContents> Template(TemplateId request, CancellationToken cancellation) => Task.FromResult(new ResourceContents
    {
        Uri = $"test://template/{request.Id}/data",
        MimeType = "application/json",
        Text = $$"""{"id":"{{request.Id}}","templateTest":true,"data":"Data for ID: {{request.Id}}"}""",
    });

    /// <inheritdoc />
    public Task<PromptMessages> SimplePrompt(CancellationToken cancellation) => Say(ContentBlock.OfText("This is a simple prompt for testing."));

    /// <inheritdoc />
    public Task<PromptMessages> PromptWithArguments(TwoArguments request, CancellationToken cancellation) =>
        Say(ContentBlock.OfText($"Prompt with arguments: arg1='{request.Arg1}', arg2='{request.Arg2}'"));

    /// <inheritdoc />
    public Task<PromptMessages> PromptWithResource(EmbeddedResource request, CancellationToken cancellation) => Say(
        ContentBlock.Of(Text(request.ResourceUri, "Embedded resource content for testing.")), ContentBlock.OfText("Please process the embedded resource above."));

    /// <inheritdoc />
    public Task<PromptMessages> PromptWithImage(CancellationToken cancellation) =>
        Say(ContentBlock.OfImage(Png, "image/png"), ContentBlock.OfText("Please analyze the image above."));

    /// <inheritdoc />
    public Task<Completions> Complete(CompletionRequest request, CancellationToken cancellation) => Task.FromResult(new Completions
    {
        Values = [.. ((string[])["paris", "park", "party", "testing"]).Where(value => value.StartsWith(request.Value, StringComparison.Ordinal))],
    });

    private static Task<ToolContent> Show(params ContentBlock[] content) => Task.FromResult(new ToolContent { Content = content });

    private static Task<PromptMessages> Say(params ContentBlock[] content) =>
        Task.FromResult(new PromptMessages { Messages = [.. content.Select(PromptMessage.FromUser)] });

    private static ResourceContents Text(string uri, string text) => new() { Uri = uri, MimeType = "text/plain", Text = text };
}
