using System.Collections.Concurrent;
using Orleans.Hosting;

namespace Actors.Silo.Cluster;

/// <summary>
/// The calls that a gateway waits for. Orleans tells a silo when another dies, but not a client, whose calls would wait
/// their whole time-out. So while a call waits for long, the members are watched; when one has died, the silos that are
/// left are asked which calls they run, and the others are lost.
/// </summary>
internal sealed partial class CallsInFlight(IServiceProvider services, DeadSilos deaths, TimeProvider clock, ILogger<CallsInFlight> log) : BackgroundService
{
    /// <summary>A call that waits longer is watched.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    /// <summary>Deaths that concern no call are taken note of, so that they do not alarm later ones.</summary>
    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(5);

    /// <summary>
    /// A frozen silo's connections stay open, so what is sent again may go there once more, until the client's list of
    /// silos is refreshed: hence a second round after a death.
    /// </summary>
    private static readonly TimeSpan SecondRound = Membership.GatewayRefresh * 1.5;

    /// <summary>How often a call must be found nowhere: it may be on its way to its silo, or queued there.</summary>
    private const int Misses = 3;

    private readonly ConcurrentDictionary<Call, bool> waiting = new();

    public static void AddTo(IClientBuilder client)
    {
        client.Services.AddSingleton<DeadSilos>();
        client.Services.AddSingleton<CallsInFlight>();
        client.Services.AddHostedService(services => services.GetRequiredService<CallsInFlight>());
    }

    /// <summary>Sends the call; when its silo is lost, it ends with <see cref="LostException"/>.</summary>
    public async Task Invoke(IOutgoingGrainCallContext context, CallRules rule)
    {
        if (rule.CancellationIndex < 0)
        {
            await context.Invoke();
            return;
        }

        var caller = rule.CancellationOf(context.Request);
        using var call = new Call(context.TargetId, rule.Idempotent, clock.GetTimestamp(), caller);
        context.Request.SetArgument(rule.CancellationIndex, call.Cancellation);
        if (!rule.Idempotent) RunningCalls.Name(call.Id);
        waiting.TryAdd(call, true);
        try
        {
            await context.Invoke();
        }
        catch (OperationCanceledException) when (call.IsLost && !caller.IsCancellationRequested)
        {
            throw new LostException();
        }
        finally
        {
            waiting.TryRemove(call, out _);
            context.Request.SetArgument(rule.CancellationIndex, caller);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Patience, clock);
        long looked = 0, again = long.MaxValue;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var now = clock.GetTimestamp();
            var slow = waiting.Keys.Where(call => clock.GetElapsedTime(call.Start, now) > Patience).ToArray();
            if (slow.Length == 0 && clock.GetElapsedTime(looked, now) < LookAnyway) continue;
            try
            {
                var died = await deaths.Look(stoppingToken);
                if (died || now > again) foreach (var call in slow) call.Suspect();
                again = died ? now + (long)(SecondRound.TotalSeconds * clock.TimestampFrequency) : now > again ? long.MaxValue : again;
                looked = now;
                await Settle([.. slow.Where(call => call.IsSuspect)], stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogUnsettled(e.Message);
            }
        }
    }

    private async Task Settle(Call[] suspects, CancellationToken cancellation)
    {
        foreach (var call in suspects.Where(call => call.Idempotent)) call.Lose();
        var others = suspects.Where(call => !call.Idempotent).ToArray();
        if (others.Length == 0) return;
        var running = await RunningCalls.Ask(services.GetRequiredService<IGrainFactory>(), others.Select(call => call.Id), cancellation);
        foreach (var call in others.Where(call => !running.Contains(call.Id)))
            if (call.Missed() >= Misses) call.Lose();
    }

    [LoggerMessage(LogLevel.Debug, "Whether calls were lost with a silo is not known yet: {Reason}")]
    private partial void LogUnsettled(string reason);

    /// <summary>The silo that ran the call is gone.</summary>
    public sealed class LostException() : Exception("The silo that ran the call is gone.");

    private sealed class Call(GrainId target, bool idempotent, long start, CancellationToken caller) : IDisposable
    {
        private readonly CancellationTokenSource lost = CancellationTokenSource.CreateLinkedTokenSource(caller);
        private int misses;

        /// <summary>Only a call that must not be sent twice is ever asked for by name.</summary>
        public CallId Id { get; } = idempotent ? default : new(Guid.NewGuid(), target);

        public bool Idempotent => idempotent;

        public long Start => start;

        public CancellationToken Cancellation => lost.Token;

        public bool IsSuspect { get; private set; }

        public bool IsLost { get; private set; }

        public void Suspect() => (IsSuspect, misses) = (true, 0);

        public int Missed() => ++misses;

        public void Lose()
        {
            IsLost = true;
            try
            {
                lost.Cancel();
            }
            catch (ObjectDisposedException)
            {
                return; // It was answered at this very moment.
            }
        }

        public void Dispose() => lost.Dispose();
    }
}
