using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Tools;
using Actors.Tools;

namespace Actors.Gateway.Tools;

/// <summary>
/// The rounds of a call that asks its client (2026-07-28, patterns: Multi Round-Trip Requests). Nothing waits between them: what
/// was answered so far, and the method's own state, go out sealed and come back with the next answers.
/// </summary>
internal sealed class Rounds(IGrainFactory grains)
{
    private const int MostAnswers = 32, LargestAnswers = 256 * 1024;

    /// <summary>What the client has answered in this round and those before it.</summary>
    /// <param name="caller">Who is calling.</param>
    /// <param name="request">See <see cref="Digest"/>.</param>
    /// <param name="responses">The answers of this round, by the names of their requests; or nothing.</param>
    /// <param name="state">What <see cref="Seal"/> gave in the round before; or nothing.</param>
    /// <param name="abilities">What the client can do.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ActorException"><see cref="ErrorCodes.InvalidArgument"/>: one of them is not what it should be.</exception>
    public async ValueTask<ClientAnswers> Resume(
        Caller caller, string request, JsonElement responses, JsonElement state, IReadOnlyList<string> abilities, CancellationToken cancellation)
    {
        var before = state.ValueKind switch
        {
            JsonValueKind.Undefined => new Round(null, [], []),
            JsonValueKind.String => await Open(caller, request, state.GetString()!, cancellation),
            _ => throw ActorException.InvalidArgument("requestState", "requestState must be the text that came with the questions."),
        };
        var answers = new Dictionary<string, string>(before.Answers, StringComparer.Ordinal);
        if (responses.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object)) throw Malformed();
        if (responses.ValueKind == JsonValueKind.Object)
            foreach (var answer in responses.EnumerateObject())
            {
                if (answer.Value.ValueKind != JsonValueKind.Object) throw Malformed();
                if (!before.Asked.TryGetValue(answer.Name, out var asked) || asked.Takes(answer.Value)) answers[answer.Name] = answer.Value.GetRawText();
            }
        return answers.Count <= MostAnswers && answers.Sum(answer => answer.Value.Length) <= LargestAnswers
            ? new() { Answers = answers, State = before.State, Abilities = abilities }
            : throw ActorException.InvalidArgument("inputResponses", $"The answers are too many or too large; {MostAnswers} and {LargestAnswers / 1024} KiB in all are taken.");
    }

    /// <summary>What the client is to send back with its answers.</summary>
    public async Task<string> Seal(Caller caller, string request, ClientAnswers answers, InputRequired input, CancellationToken cancellation)
    {
        var content = JsonSerializer.Serialize(new Round(input.State, new(answers.Answers), new(input.Requests)));
        using var _ = Caller.Platform(caller.CorrelationId).Enter();
        return await States(caller).Seal(request, content, cancellation);
    }

    /// <summary>Names a request by who asks, what for, and with which arguments, in whatever order they come.</summary>
    public static string Digest(Caller caller, string method, string name, JsonElement arguments)
    {
        var text = new StringBuilder();
        foreach (var part in (ReadOnlySpan<string>)[caller.Client, method, name]) text.Append(part.Length).Append(':').Append(part);
        Write(text, arguments);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Write(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    text.Append(JsonSerializer.Serialize(member.Name)).Append(':');
                    Write(text, member.Value);
                }
                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var item in value.EnumerateArray()) Write(text, item);
                text.Append(']');
                break;
            case JsonValueKind.Undefined:
                break;
            default:
                text.Append(value.ValueKind == JsonValueKind.String ? JsonSerializer.Serialize(value.GetString()) : value.GetRawText()).Append(',');
                break;
        }
    }

    private async Task<Round> Open(Caller caller, string request, string state, CancellationToken cancellation)
    {
        using var _ = Caller.Platform(caller.CorrelationId).Enter();
        return await States(caller).Open(request, state, cancellation) is { } content
            ? JsonSerializer.Deserialize<Round>(content)!
            : throw ActorException.InvalidArgument("requestState", "requestState was changed, is more than an hour old, or belongs to another request or person. Make the call again without it.");
    }

    private IRequestStatesGrain States(Caller caller) => grains.GetGrain<IRequestStatesGrain>(
        caller.User is { } user ? GrainKeys.User(caller.Tenant, user) : GrainKeys.Tenant(caller.Tenant));

    private static ActorException Malformed() =>
        ActorException.InvalidArgument("inputResponses", "inputResponses must be an object with one object for each request that is answered.");

    private sealed record Round(string? State, Dictionary<string, string> Answers, Dictionary<string, ClientRequest> Asked);
}
