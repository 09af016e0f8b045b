using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Contracts;
using Actors.Contracts.Tools;
using Actors.Grains.Infrastructure.ReadModels;
using Actors.Grains.Infrastructure.Secrets;

namespace Actors.Grains.Infrastructure.Calls;

/// <summary>
/// Runs a call with an idempotency key once. The key is claimed durably before the grain does anything, and the answer is kept
/// before it is given. A claim without an answer was lost on the way: nobody can know how far it got, so a repeat is told that.
/// </summary>
public sealed class OneRun(IStoredAnswers answers, SecretBox box, TimeProvider time)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>What runs in this process, where a grain lets calls interleave. Where it does not, repeats wait for their turn.</summary>
    private readonly ConcurrentDictionary<CallKey, TaskCompletionSource> running = new();

    internal async Task Run(IIncomingGrainCallContext context, ToolRule rule, Caller caller, string text, Func<Task> run)
    {
        if (rule.Result is null)
            throw ActorException.InvalidArgument("idempotencyKey", "A tool that answers in steps takes no idempotency key.");
        var key = new CallKey(caller.Tenant, caller.User ?? caller.Client, text);
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        while (running.GetOrAdd(key, mine) is var first && first != mine) await first.Task;
        try
        {
            await Run(context, rule, key, run);
        }
        finally
        {
            running.TryRemove(key, out _);
            mine.SetResult();
        }
    }

    private async Task Run(IIncomingGrainCallContext context, ToolRule rule, CallKey key, Func<Task> run)
    {
        var asked = Asked(context, rule);
        if (await answers.Claim(key, await box.Mark(asked, Place(key)), time.GetUtcNow(), CancellationToken.None) is { } stored)
        {
            context.Result = await Repeat(stored, asked, key, rule);
            return;
        }

        try
        {
            await run();
        }
        catch (ActorException failure) when (failure.Error.Code is ErrorCodes.Unavailable or ErrorCodes.InputRequired)
        {
            await answers.Release(key);
            throw;
        }
        catch (ActorException failure) when (failure.Error.Code is not (ErrorCodes.UnknownOutcome or ErrorCodes.Timeout or ErrorCodes.Internal))
        {
            await Keep(key, new Answer { Error = failure.Error });
            throw;
        }

        await Keep(key, new Answer { Result = JsonSerializer.SerializeToElement(context.Result, rule.Result!, Json) });
    }

    private async Task<object?> Repeat(StoredAnswer stored, byte[] asked, CallKey key, ToolRule rule)
    {
        try
        {
            if (!await IsSame(stored.Fingerprint, asked, key))
                throw new ActorException(ErrorCodes.Conflict, "This idempotency key came with another call before. Make a new key for each call, and repeat a call with the same arguments.");
            if (stored.Answer is null) throw Unknown("was lost on its way");
            var answer = JsonSerializer.Deserialize<Answer>(await box.Open(stored.Answer, Place(key)), Json)!;
            return answer.Error is { } error ? throw new ActorException(error) : answer.Result!.Value.Deserialize(rule.Result!, Json);
        }
        catch (KeyDestroyedException)
        {
            throw Unknown("left an answer whose key was destroyed since");
        }
    }

    private static ActorException Unknown(string what) => new(
        ErrorCodes.UnknownOutcome, $"The first call with this idempotency key {what}; it may or may not have taken effect. Look, and if it did not, repeat it with a new key.");

    private async Task Keep(CallKey key, Answer answer) =>
        await answers.Keep(key, await box.Seal(JsonSerializer.SerializeToUtf8Bytes(answer, Json), Place(key)));

    private static SecretPlace Place(CallKey key) => new(key.Tenant, key.Owner, SecretPlace.Ourselves, $"answer {key.Key}");

    /// <summary>What a call asks for. Only its mark under the tenant's key is stored, so nobody who reads the database can try out guesses.</summary>
    private static byte[] Asked(IIncomingGrainCallContext context, ToolRule rule)
    {
        var request = context.Request.GetArgumentCount() > 1 && context.Request.GetArgument(0) is var first and not ClientAnswers ? first : null;
        return Encoding.UTF8.GetBytes($"{rule.Name} {JsonSerializer.Serialize(request, Json)}");
    }

    /// <summary>Versions before this one stored a bare digest; such a row lives for a day.</summary>
    private Task<bool> IsSame(string fingerprint, byte[] asked, CallKey key) => SecretBox.IsMark(fingerprint)
        ? box.IsMarkOf(fingerprint, asked, Place(key))
        : Task.FromResult(fingerprint == Convert.ToHexStringLower(SHA256.HashData(asked)));

    private sealed record Answer
    {
        public JsonElement? Result { get; init; }

        public ActorError? Error { get; init; }
    }
}
