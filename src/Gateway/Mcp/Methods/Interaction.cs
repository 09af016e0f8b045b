using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Tools;
using Actors.Gateway.Tools;
using Actors.Tools;

namespace Actors.Gateway.Mcp.Methods;

/// <summary>
/// Runs what may ask its client. A modern client gets the questions as the result, and repeats its request with the answers
/// (2026-07-28, patterns: Multi Round-Trip Requests); the client of a legacy session is sent them on the call's stream.
/// </summary>
internal sealed class Interaction(Rounds rounds)
{
    private const int MostRounds = 16;

    /// <summary>Runs it until it has answered the call, or the call has been answered with questions or an error.</summary>
    public async Task Run(McpCall call, string name, JsonElement arguments, Func<ClientAnswers, Task> run)
    {
        var abilities = ClientAbilities.Of(call.ClientCapabilities, call.Version);
        var request = Rounds.Digest(call.Caller, call.Method, name, arguments);
        var answers = call.Version.IsModern
            ? await rounds.Resume(call.Caller, request, Member(call, "inputResponses"u8), Member(call, "requestState"u8), abilities, call.Cancellation)
            : new() { Abilities = abilities };
        for (var round = 0; round < MostRounds; round++)
        {
            try
            {
                await run(answers);
                return;
            }
            catch (ActorException asked) when (asked.Error.Input is { } input)
            {
                if (Refuse(call, input, abilities)) return;
                if (call.Version.IsModern)
                {
                    Write(call, input, await rounds.Seal(call.Caller, request, answers, input, call.Cancellation));
                    return;
                }
                answers = await Ask(call, answers, input);
            }
        }
        throw new ActorException(ErrorCodes.LimitReached, $"The tool asked {MostRounds} times and is still not content with the answers.");
    }

    /// <summary>Asks for nothing that the client cannot give (Server Requirements, 7).</summary>
    private static bool Refuse(McpCall call, InputRequired input, IReadOnlyList<string> abilities)
    {
        List<string> missing = [.. input.Requests.Values.Select(request => request.Ability).Except(abilities)];
        if (missing.Count == 0) return false;
        if (!call.Version.IsModern)
            throw new ActorException(ErrorCodes.InputRequired, $"This asks something that your client cannot answer; it needs the capability {string.Join(" and ", missing)}.");
        call.Fail(McpError.MissingCapability(data => ClientAbilities.Write(data, missing)));
        return true;
    }

    private static async Task<ClientAnswers> Ask(McpCall call, ClientAnswers answers, InputRequired input)
    {
        var all = new Dictionary<string, string>(answers.Answers, StringComparer.Ordinal);
        foreach (var (name, request) in input.Requests)
            if (await call.Client!.Ask(request.Method, request.Params, call.Cancellation) is var answer && request.Takes(answer)) all[name] = answer.GetRawText();
        return answers with { Answers = all, State = input.State };
    }

    private static void Write(McpCall call, InputRequired input, string state)
    {
        var json = call.Reply.Json;
        ResultParts.Begin(call, "input_required"u8);
        WriteRequests(json, input.Requests);
        json.WriteString("requestState"u8, state);
        call.Reply.EndResult();
    }

    /// <summary>Writes what is asked, as a member (Core Types: InputRequests).</summary>
    public static void WriteRequests(Utf8JsonWriter json, IReadOnlyDictionary<string, ClientRequest> requests)
    {
        json.WriteStartObject("inputRequests"u8);
        foreach (var (name, request) in requests)
        {
            json.WriteStartObject(name);
            json.WriteString("method"u8, request.Method);
            json.WritePropertyName("params"u8);
            json.WriteRawValue(request.Params);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static JsonElement Member(McpCall call, ReadOnlySpan<byte> name) => call.Params.TryGetProperty(name, out var value) ? value : default;
}
