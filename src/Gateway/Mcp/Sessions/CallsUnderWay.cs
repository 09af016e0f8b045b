using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Actors.Gateway.Mcp.Sessions;

/// <summary>
/// The requests of sessions that this gateway works on, so that their clients can cancel them from anywhere. Most are over before
/// anybody could: only those that take longer listen to what other gateways hear, and say that they are alive.
/// </summary>
internal sealed partial class CallsUnderWay(SessionSignals signals, TimeProvider time, ILogger<CallsUnderWay> logger) : BackgroundService
{
    private const int LongestReason = 200;
    private static readonly TimeSpan Sweep = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<(string Session, string Request), CallUnderWay> calls = new();

    /// <summary>Counts a request in until the answer is disposed.</summary>
    public CallUnderWay Begin(Session session, JsonElement id, EventStream? stream)
    {
        var call = new CallUnderWay(this, session.Key, Text(id), stream, time.GetTimestamp());
        calls[(call.Session, call.Request)] = call;
        return call;
    }

    /// <summary>Cancels a request, on whichever gateway it is; the client may say why.</summary>
    public Task Cancel(Session session, string request, string? reason, HttpContext http)
    {
        LogCancelled(request, reason is { Length: > LongestReason } ? reason[..LongestReason] : reason);
        if (!calls.TryGetValue((session.Key, request), out var call)) return signals.Send(session.Key, new() { Request = request }, http);
        call.Cancel();
        return Task.CompletedTask;
    }

    /// <summary>An id as it is written, which tells 1 from "1".</summary>
    public static string Text(JsonElement id) => Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(id));

    internal void End(CallUnderWay call) => calls.TryRemove(new((call.Session, call.Request), call));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        signals.Cancelled = (session, request) => calls.GetValueOrDefault((session, request))?.Cancel();
        using var timer = new PeriodicTimer(Sweep);
        while (await Tick(timer, stoppingToken))
        {
            var slow = calls.Values.Where(call => time.GetElapsedTime(call.BegunAt) >= Sweep).ToArray();
            foreach (var call in slow) await Renew(call);
            signals.ListenOnlyTo(slow.Select(call => call.Session).ToHashSet(StringComparer.Ordinal));
        }
    }

    private static async Task<bool> Tick(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task Renew(CallUnderWay call)
    {
        try
        {
            if (call.Stream is { } stream) await stream.Renew(time.GetUtcNow());
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogNotRenewed(failure);
        }
    }

    [LoggerMessage(LogLevel.Debug, "A client cancels its request {Request}: {Reason}")]
    private partial void LogCancelled(string request, string? reason);

    [LoggerMessage(LogLevel.Warning, "The session of a running request could not be told that it is alive")]
    private partial void LogNotRenewed(Exception failure);
}
