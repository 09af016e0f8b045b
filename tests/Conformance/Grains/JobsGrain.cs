using System.Runtime.CompilerServices;
using Actors.Conformance.Contracts;
using Actors.Contracts;
using Actors.Contracts.Content;
using Actors.Contracts.Tools;

namespace Actors.Conformance.Grains;

/// <inheritdoc cref="IJobsGrain"/>
public sealed class JobsGrain : Grain, IJobsGrain
{
    private const string NameForm = """{"type":"object","properties":{"name":{"type":"string"}},"required":["name"]}""";
    private const string ConfirmForm = """{"type":"object","properties":{"confirm":{"type":"boolean"}},"required":["confirm"]}""";
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public Task<ToolContent> Greet(PersonName request, CancellationToken cancellation) => Task.FromResult(Text($"Hello, {request.Name}!"));

    /// <inheritdoc />
    public async IAsyncEnumerable<ToolUpdate<ToolContent>> Slow(Computation request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var second = 0; second < request.Seconds; second++)
        {
            yield return new() { Progress = second, Total = request.Seconds, Message = $"Second {second}" };
            await Task.Delay(Second, cancellation);
        }
        yield return new() { Progress = request.Seconds, Total = request.Seconds, Result = Text($"Computed {request.Label} in {request.Seconds} s.") };
    }

    /// <inheritdoc />
    public IAsyncEnumerable<ToolUpdate<ToolContent>> Transfer(Computation request, CancellationToken cancellation) => Slow(request, cancellation);

    /// <inheritdoc />
    public async IAsyncEnumerable<ToolUpdate<ToolContent>> Failing([EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return new() { Message = "Trying" };
        await Task.Delay(Second, cancellation);
        throw new ActorException(ErrorCodes.Conflict, "This job always fails.");
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<ToolUpdate<ToolContent>> Breaking([EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return new() { Message = "Trying" };
        await Task.Yield();
        throw new InvalidOperationException("This job breaks on purpose.");
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<ToolUpdate<ToolContent>> Confirm(FileName request, ClientAnswers answers, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return new() { Message = "Looking at the file" };
        await Task.Yield();
        var confirmed = answers.Ask("confirm", ClientRequest.Form($"Delete {request.Filename}?", ConfirmForm)).GetProperty("action").GetString() == "accept";
        yield return new() { Progress = 1, Result = Text(confirmed ? $"Deleted {request.Filename}." : $"Kept {request.Filename}.") };
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<ToolUpdate<ToolContent>> Multiple(ClientAnswers answers, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return new() { Message = "Preparing" };
        await Task.Yield();
        answers.Ask(new Dictionary<string, ClientRequest> { ["name"] = ClientRequest.Form("What is your name?", NameForm), ["confirm"] = ClientRequest.Form("Go on?", ConfirmForm) });
        yield return new() { Progress = 1, Result = Text("Both are answered.") };
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<ToolUpdate<ToolContent>> Named(ClientAnswers answers, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var name = answers.Ask("user_name", ClientRequest.Form("What is your name?", NameForm)).GetProperty("content").GetProperty("name").GetString();
        yield return new() { Message = $"Working for {name}" };
        await Task.Delay(Second, cancellation);
        yield return new() { Progress = 1, Result = Text($"Done for {name}.") };
    }

    private static ToolContent Text(string text) => new() { Content = [ContentBlock.OfText(text)] };
}
