using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Contracts;
using Actors.Contracts.Tools;
using Actors.Gateway.Tools;
using Actors.Tools;

namespace Actors.Gateway.Rest;

/// <summary>
/// Tools that ask, over plain HTTP: the questions come as a problem of the code <c>input_required</c>, and the answers go beside the
/// arguments of the repeated call, as <c>inputResponses</c> and <c>requestState</c>.
/// </summary>
internal sealed class Questions(Rounds rounds)
{
    private const string Responses = "inputResponses", State = "requestState";

    // An application decides by itself how it puts a question to its person.
    private static readonly string[] Abilities = [ClientAnswers.Forms, ClientAnswers.Visits, ClientAnswers.Models, ClientAnswers.Folders];

    /// <summary>The call without the answers, and the answers.</summary>
    public async ValueTask<Round> Begin(Caller caller, Tool tool, JsonElement body, CancellationToken cancellation)
    {
        if (!tool.AsksOverRest || body.ValueKind != JsonValueKind.Object) return new(body, "", ClientAnswers.None);
        var arguments = JsonObject.Create(body)!;
        arguments.Remove(Responses);
        arguments.Remove(State);
        var plain = JsonSerializer.SerializeToElement(arguments);
        var request = Rounds.Digest(caller, "rest", tool.Name, plain);
        return new(plain, request, await rounds.Resume(caller, request, Member(body, Responses), Member(body, State), Abilities, cancellation));
    }

    /// <summary>Runs a tool to its end.</summary>
    public async Task<ReadOnlyMemory<byte>> Run(Caller caller, Tool tool, Round round, CancellationToken cancellation)
    {
        try
        {
            return await tool.Run(caller, round.Arguments, round.Answers, cancellation);
        }
        catch (ActorException asked) when (asked.Error.Input is { } input)
        {
            throw await Sealed(caller, round, input, cancellation);
        }
    }

    /// <summary>Runs a tool that answers in steps.</summary>
    public async IAsyncEnumerable<ToolStep> RunInSteps(
        Caller caller, Tool tool, Round round, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var steps = tool.RunInSteps(caller, round.Arguments, round.Answers, cancellation).GetAsyncEnumerator(cancellation);
        while (true)
        {
            try
            {
                if (!await steps.MoveNextAsync()) yield break;
            }
            catch (ActorException asked) when (asked.Error.Input is { } input)
            {
                throw await Sealed(caller, round, input, cancellation);
            }
            yield return steps.Current;
        }
    }

    private async Task<ActorException> Sealed(Caller caller, Round round, InputRequired input, CancellationToken cancellation) =>
        ActorException.InputRequired(input with { State = await rounds.Seal(caller, round.Request, round.Answers, input, cancellation) });

    private static JsonElement Member(JsonElement body, string name) => body.TryGetProperty(name, out var value) ? value : default;

    /// <summary>One call of a tool.</summary>
    internal readonly record struct Round(JsonElement Arguments, string Request, ClientAnswers Answers);
}
