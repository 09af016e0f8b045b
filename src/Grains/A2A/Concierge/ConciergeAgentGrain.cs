using System.Runtime.CompilerServices;
using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Grains.Audit;
using Actors.Tools;

namespace Actors.Grains.A2A.Concierge;

/// <inheritdoc cref="IConciergeAgentGrain"/>
/// <remarks>
/// It remembers nothing: what is to be done follows from the messages of the task, and what was asked of the client stands there too. So
/// another silo goes on where one died. A tool that must not run twice is called with the message as its idempotency key.
/// </remarks>
[PreferLocalPlacement, CollectionAgeLimit(Minutes = 2)]
public sealed class ConciergeAgentGrain(ToolCatalog tools, IIntentReader intents, ToolRun run, AuditNotes notes) : Grain, IConciergeAgentGrain
{
    /// <summary>A longer text is not read.</summary>
    internal const int LongestText = 10_000;

    /// <inheritdoc />
    public async IAsyncEnumerable<AgentEvent> Receive(AgentTurn turn, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var errand = await Understand(turn, cancellation);
        if (Questions.Before(errand, turn.Caller) is { } question)
        {
            if (question.State is AgentTaskState.AuthRequired or AgentTaskState.Failed)
                await notes.Note(turn.Caller, errand.Tool!.Name, $"agent_task/{turn.Task.Id}", turn.Caller.Lacks(errand.Tool.Declared.Scope) ? ErrorCodes.InsufficientScope : ErrorCodes.Forbidden);
            yield return question;
            yield break;
        }

        var tool = errand.Tool!;
        yield return errand.AsBegun();
        if (turn is { Again: true } && tool is { Streams: true, CanRepeat: false })
            throw new ActorException(ErrorCodes.UnknownOutcome, "The work was interrupted, outcome unknown: it may have taken effect or not. Look before you repeat it.");
        await using var steps = run.Run(tool, errand, turn, cancellation).GetAsyncEnumerator(cancellation);
        while (true)
        {
            var (step, refusal) = await Next(steps);
            if (refusal is not null) yield return Questions.After(await run.Sealed(refusal, turn, cancellation), errand);
            else if (step is { Result: { } result }) yield return AgentEvent.Of(Made(tool, result));
            else if (step is { } told) yield return Telling(told);
            if (refusal is not null || step is null) yield break;
        }
    }

    /// <summary>What the messages of the task ask for together, up to the one of this turn.</summary>
    private async Task<Errand> Understand(AgentTurn turn, CancellationToken cancellation)
    {
        var before = turn.Task.History.TakeWhile(message => message.MessageId != turn.Message.MessageId);
        var errand = Errand.SoFar(before, tools);
        if (turn.Message.Parts.Any(part => part.Data is not null)) return errand.With(turn.Message.Parts, tools);
        var text = string.Join(' ', turn.Message.Parts.Select(part => part.Text).OfType<string>());
        if (text.Length > LongestText) return errand with { Objection = $"A text of more than {LongestText} characters is not read." };
        var offered = tools.Tools.Where(tool => Scopes.MayHold(turn.Caller.Role, tool.Declared.Scope)).ToList();
        return text.Length == 0 ? errand : await intents.Read(text, errand, offered, cancellation);
    }

    private static Artifact Made(Tool tool, ReadOnlyMemory<byte> result)
    {
        var json = System.Text.Encoding.UTF8.GetString(result.Span);
        return new()
        {
            ArtifactId = tool.Name, Name = tool.Name, Description = tool.Declared.Title,
            Parts = [new() { Data = json, MediaType = "application/json" }, new() { Text = Outline.Of(json), MediaType = "text/plain" }],
        };
    }

    private static AgentEvent Telling(ToolStep step) =>
        AgentEvent.Of(AgentTaskState.Working, Part.OfText(step.Message ?? step.Log?.Text ?? (step.Total is { } total ? $"{step.Progress} of {total}" : $"{step.Progress}")));

    /// <summary>The next step, nothing behind the last, or what the tool refuses. What breaks is thrown: it is the task's failure.</summary>
    private static async Task<(ToolStep? Step, ActorException? Refusal)> Next(IAsyncEnumerator<ToolStep> steps)
    {
        try
        {
            return (await steps.MoveNextAsync() ? steps.Current : null, null);
        }
        catch (ActorException refusal) when (refusal.Error.Code != ErrorCodes.Internal)
        {
            return (null, refusal);
        }
    }
}
