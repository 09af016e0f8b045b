using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Contracts.Quotas;
using Actors.Contracts.Tools;
using Actors.Tools;
using Microsoft.Extensions.Options;

namespace Actors.Grains.A2A.Concierge;

/// <summary>Calls a tool on behalf of whoever sent a message, by the rules of any other call: quota, audit, usage, and once where twice would do harm.</summary>
public sealed class ToolRun(IGrainFactory grains, IOptions<CallWeights> weights)
{
    /// <summary>The steps of the call; a tool that answers at once has one.</summary>
    internal async IAsyncEnumerable<ToolStep> Run(Tool tool, Errand errand, AgentTurn turn, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Admit(tool, turn, cancellation);
        var (arguments, answers) = (errand.Arguments, await Answers(errand, turn, cancellation));
        if (!tool.Streams)
        {
            var caller = tool.CanRepeat ? turn.Caller : turn.Caller with { IdempotencyKey = Key(turn) };
            yield return new(1, 1, null, await tool.Run(caller, arguments, answers, cancellation));
            yield break;
        }
        await foreach (var step in tool.RunInSteps(turn.Caller, arguments, answers, cancellation)) yield return step;
    }

    /// <summary>What a tool refuses, with what it wants to find again sealed: it goes out with the question.</summary>
    internal async Task<ActorException> Sealed(ActorException refusal, AgentTurn turn, CancellationToken cancellation)
    {
        if (refusal.Error.Input is not { State: { } state } input) return refusal;
        using var _ = Caller.Platform(turn.Caller.CorrelationId).Enter();
        return new(refusal.Error with { Input = input with { State = await States(turn).Seal(turn.Task.Id, state, cancellation) } });
    }

    private async Task<ClientAnswers> Answers(Errand errand, AgentTurn turn, CancellationToken cancellation)
    {
        var answers = new ClientAnswers { Answers = errand.Answers, Abilities = [ClientAnswers.Forms, ClientAnswers.Visits] };
        if (errand.State is not { } state) return answers;
        using var _ = Caller.Platform(turn.Caller.CorrelationId).Enter();
        return answers with { State = await States(turn).Open(turn.Task.Id, state, cancellation) };
    }

    private IRequestStatesGrain States(AgentTurn turn) => grains.GetGrain<IRequestStatesGrain>(
        turn.Caller.User is { } user ? GrainKeys.User(turn.Caller.Tenant, user) : GrainKeys.Tenant(turn.Caller.Tenant));

    /// <summary>The message was counted when it came in; the tool counts besides. What goes on after a death was counted before.</summary>
    private async Task Admit(Tool tool, AgentTurn turn, CancellationToken cancellation)
    {
        var weight = weights.Value.Weights.GetValueOrDefault(tool.Name, 1);
        if (weight == 0 || turn.Again || turn.Caller.Tenant == GrainKeys.Platform) return;
        using var _ = Caller.Platform(turn.Caller.CorrelationId).Enter();
        var lease = await grains.GetGrain<IQuotaGrain>(GrainKeys.Tenant(turn.Caller.Tenant)).Lease(new() { Needed = weight, Wanted = weight, Returned = 0 }, cancellation);
        if (lease.Granted < weight)
            throw new ActorException(ErrorCodes.RateLimited, $"{lease.Refusal} {(lease.ResetsAt is { } at ? $"Calls are admitted again from {at:u} on." : "")}".TrimEnd());
    }

    /// <summary>One for each message: a turn that is begun again finds what it did before.</summary>
    private static string Key(AgentTurn turn) =>
        "a2a." + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{turn.Task.Id}\n{turn.Message.MessageId}")).AsSpan(0, 16));
}
