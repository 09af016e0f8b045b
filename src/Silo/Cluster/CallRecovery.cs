using System.Collections.Concurrent;
using System.Reflection;
using Actors.Contracts;
using Orleans.Runtime.Messaging;

namespace Actors.Silo.Cluster;

/// <summary>
/// What a caller sees when the silo of its grain is lost. A call that never ran, and an idempotent one that may have run, is
/// sent again to the grain's new activation until the deadline. Any other is answered with
/// <see cref="ErrorCodes.UnknownOutcome"/> as soon as the loss is known.
/// </summary>
/// <param name="clock">Time.</param>
/// <param name="connection">Where this process is a gateway only: whether it reaches the cluster.</param>
/// <param name="calls">Where this process is a gateway only: its calls, for a client is not told when a silo dies.</param>
internal sealed class CallRecovery(TimeProvider clock, ClusterConnection? connection = null, CallsInFlight? calls = null) : IOutgoingGrainCallFilter
{
    /// <summary>How long a call may take, all its attempts together.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait for a first silo to come back when all are gone.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(25), LongestPause = TimeSpan.FromMilliseconds(400);

    private readonly ConcurrentDictionary<MethodInfo, CallRules?> rules = new();

    public Task Invoke(IOutgoingGrainCallContext context) =>
        context.InterfaceMethod is { } method && rules.GetOrAdd(method, CallRules.Of) is { } rule ? Invoke(context, rule) : context.Invoke();

    private async Task Invoke(IOutgoingGrainCallContext context, CallRules rule)
    {
        if (connection is { HasStarted: false }) throw Unreachable();
        var (start, ran) = (clock.GetTimestamp(), false);
        for (var pause = FirstPause; ; pause = Longer(pause))
        {
            try
            {
                await (calls is null ? context.Invoke() : calls.Invoke(context, rule));
                return;
            }
            catch (Exception e) when (MayHaveRun(e) && !rule.Idempotent)
            {
                throw Lost();
            }
            catch (TypeLoadException e) when (IsUnknownThere(e))
            {
                throw new ActorException(ErrorCodes.Unavailable,
                    "A server of the version before, which cannot do this yet, still runs; nothing was changed. Try again when the upgrade is done.");
            }
            catch (Exception e) when (MayHaveRun(e) || NeverRan(e))
            {
                ran |= MayHaveRun(e);
                if (clock.GetElapsedTime(start) + pause > (connection is { IsLost: true } ? Patience : Deadline)) throw ran ? Lost() : Unreachable();
                await Task.Delay(pause, clock, rule.CancellationOf(context.Request));
            }
        }
    }

    /// <summary>The silo was lost after the call was sent to it.</summary>
    private static bool MayHaveRun(Exception e) => e is SiloUnavailableException or CallsInFlight.LostException;

    /// <summary>The call was turned back, or there was nobody to send it to.</summary>
    private static bool NeverRan(Exception e) =>
        e is OrleansMessageRejectionException or ConnectionFailedException or ClientNotAvailableException or GatewayTooBusyException;

    /// <summary>A silo of a version that does not have the grain or the method refused the call as it read its name (docs/compatibility.md).</summary>
    private static bool IsUnknownThere(TypeLoadException e) =>
        e.Message.StartsWith("Unable to resolve type alias", StringComparison.Ordinal)
        || e.Message.StartsWith("Unable to parse or load type", StringComparison.Ordinal);

    private static ActorException Lost() =>
        new(ErrorCodes.UnknownOutcome, "The server that was working on this was lost, so it may or may not have been done. Look before you repeat it.");

    /// <summary>What callers are told while no silo can be reached.</summary>
    public static ActorException Unreachable() =>
        new(ErrorCodes.Unavailable, "The servers cannot be reached; nothing was changed. Try again in a few seconds.");

    /// <summary>Twice as long, and up to a quarter off, so that callers do not come back all at once.</summary>
    private static TimeSpan Longer(TimeSpan pause) =>
        (pause * 2 > LongestPause ? LongestPause : pause * 2) * (1 - Random.Shared.NextDouble() / 4);
}
