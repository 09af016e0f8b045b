using System.Text;
using Actors.Contracts;
using Actors.Contracts.Mcp;
using Actors.Gateway.Authentication;
using Actors.Gateway.Streams;
using Microsoft.Extensions.Logging;

namespace Actors.Gateway.Mcp.Streams;

/// <summary>Passes a stream of a session on to its client, from where the client is.</summary>
internal sealed partial class StreamRelay(IGrainFactory grains, StreamUpkeep upkeep, ILogger<StreamRelay> logger)
{
    private const int MostAttempts = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>The position that a client named is none.</summary>
    public static McpError Unknown => McpError.InvalidRequest(
        "Invalid request: Last-Event-ID names no event of this session, or what followed it is no longer kept. Open a stream without it.");

    /// <summary>The client wants no events.</summary>
    public static McpError NotAcceptable => McpError.InvalidRequest("Accept text/event-stream.", StatusCodes.Status406NotAcceptable);

    /// <summary>Sends until the stream or the connection ends, and goes on where it was when the session's grain moved to another silo. False, with nothing sent, where there is no such position.</summary>
    /// <param name="http">The request that the stream answers.</param>
    /// <param name="session">The key of the session.</param>
    /// <param name="position">Where the client is.</param>
    /// <param name="open">Sends what comes first.</param>
    /// <param name="isLive">Whether the client may still have it, asked now and then.</param>
    /// <param name="name">The session's id, where events are to name it.</param>
    public async Task<bool> Send(HttpContext http, string session, McpPosition position, Func<LongStream, EventId, Task> open, Func<ValueTask<bool>> isLive, string? name = null)
    {
        using var stream = new LongStream(http, upkeep, isLive);
        var attempts = 0;
        while (true)
        {
            try
            {
                using var platform = Caller.Platform(http.CorrelationId()).Enter();
                await foreach (var next in grains.GetGrain<IMcpStreamsGrain>(session).Watch(position, stream.Ended).WithCancellation(stream.Ended))
                {
                    var id = new EventId(position.Stream, next.Sequence, name);
                    position = id.Position with { BringsAnswers = position.BringsAnswers };
                    if (next.Message.Length > 0) await stream.Send(Encoding.UTF8.GetBytes(next.Message), id);
                    else if (!stream.IsOpen) await open(stream, id);
                }
                return true;
            }
            catch (OperationCanceledException) when (stream.Ended.IsCancellationRequested)
            {
                return true;
            }
            catch (ActorException none) when (none.Error.Code == ErrorCodes.NotFound)
            {
                return stream.IsOpen;
            }
            catch (Exception lost) when (stream.IsOpen || (lost is SiloUnavailableException or EnumerationAbortedException && ++attempts < MostAttempts))
            {
                LogLost(lost);
                await Task.Delay(Pause, stream.Ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(LogLevel.Debug, "A session's stream is watched anew")]
    private partial void LogLost(Exception lost);
}
