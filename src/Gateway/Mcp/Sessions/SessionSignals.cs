using System.Collections.Concurrent;
using Actors.Contracts;
using Actors.Contracts.Mcp;
using Actors.Gateway.Authentication;
using Microsoft.Extensions.Logging;

namespace Actors.Gateway.Mcp.Sessions;

/// <summary>
/// Hears, for the sessions that this gateway works for at the moment, what their clients say on any gateway: responses to what we
/// asked, and cancellations.
/// </summary>
internal sealed partial class SessionSignals(IGrainFactory grains, ILogger<SessionSignals> logger) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, Line> lines = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Session, string Request), TaskCompletionSource<string>> asked = new();

    /// <summary>The client of a session (its key) cancels a request (its id in JSON).</summary>
    public Action<string, string>? Cancelled { get; set; }

    /// <summary>Awaits the response to a request of ours; every gateway's clients may bring it from when the task of this method is done.</summary>
    public async Task<Task<string>> Expect(string session, string request)
    {
        var response = asked.GetOrAdd((session, request), _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        await lines.GetOrAdd(session, key => new Line(key, this)).Connected;
        return response.Task;
    }

    public void Forget(string session, string request) => asked.TryRemove((session, request), out _);

    /// <summary>Takes what a client said here to where it is waited for.</summary>
    public async Task Send(string session, McpSignal signal, HttpContext http)
    {
        if (Take(session, signal)) return;
        using var _ = Caller.Platform(http.CorrelationId()).Enter();
        await Grain(session).Send(signal, http.RequestAborted);
    }

    /// <summary>Listens to these sessions, and to no others but those where a response is expected.</summary>
    public void ListenOnlyTo(IReadOnlySet<string> sessions)
    {
        foreach (var session in sessions) lines.GetOrAdd(session, key => new Line(key, this));
        if (lines.IsEmpty) return;
        var expecting = asked.Keys.Select(key => key.Session).ToHashSet(StringComparer.Ordinal);
        foreach (var (session, line) in lines)
            if (!sessions.Contains(session) && !expecting.Contains(session) && lines.TryRemove(new(session, line))) line.Dispose();
    }

    public void Dispose()
    {
        foreach (var line in lines.Values) line.Dispose();
    }

    private IMcpSignalsGrain Grain(string session) => grains.GetGrain<IMcpSignalsGrain>(session);

    private bool Take(string session, McpSignal signal) =>
        signal.Response is { } response && asked.TryRemove((session, signal.Request), out var waiting) && waiting.TrySetResult(response);

    private void Hear(string session, McpSignal signal)
    {
        if (signal.Response is null) Cancelled?.Invoke(session, signal.Request);
        else Take(session, signal);
    }

    /// <summary>One session that is listened to; after a loss, anew.</summary>
    private sealed class Line : IDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private readonly TaskCompletionSource connected = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Line(string session, SessionSignals owner) => _ = Task.Run(() => Listen(session, owner));

        public Task Connected => connected.Task;

        public void Dispose() => stop.Cancel();

        private async Task Listen(string session, SessionSignals owner)
        {
            using var _ = Caller.Platform("signals").Enter();
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    await foreach (var signal in owner.Grain(session).Listen(stop.Token).WithCancellation(stop.Token))
                    {
                        if (signal.Request.Length == 0) connected.TrySetResult();
                        else owner.Hear(session, signal);
                    }
                }
                catch (Exception lost) when (!stop.IsCancellationRequested)
                {
                    owner.LogLost(lost);
                    await Task.Delay(Pause, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
                catch (OperationCanceledException)
                {
                    break;
                }
            }

            stop.Dispose();
        }
    }

    [LoggerMessage(LogLevel.Debug, "What a session's client says elsewhere is listened to anew")]
    private partial void LogLost(Exception lost);
}
