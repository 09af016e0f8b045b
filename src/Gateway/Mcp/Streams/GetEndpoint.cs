using System.Text;
using Actors.Contracts;
using Actors.Contracts.Mcp;
using Actors.Gateway.Authentication;
using Actors.Gateway.Mcp.Sessions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.ObjectPool;

namespace Actors.Gateway.Mcp.Streams;

/// <summary>
/// <c>GET /mcp</c>: what the server has to say that belongs to no request, or the rest of a stream whose connection broke
/// (2025-11-25, transports: Listening for Messages from the Server, Resumability and Redelivery).
/// </summary>
internal sealed partial class GetEndpoint(
    SessionChecks checks, IGrainFactory grains, StreamLimits limits, StreamUpkeep upkeep, ObjectPool<Reply> replies, ILogger<GetEndpoint> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public async Task Answer(HttpContext http)
    {
        var (session, error) = MediaTypes.Accepted(http.Request.Headers.Accept).Events ? await checks.Demand(http)
            : (null, McpError.InvalidRequest("Accept text/event-stream.", StatusCodes.Status406NotAcceptable));
        if (session is null || Position(http, out error) is not { } position || limits.Enter(http.Caller(), out error) is not { } place)
        {
            await HttpAnswer.Refuse(http, replies, error!);
            return;
        }
        using (place)
        {
            await Send(http, session, position);
        }
    }

    /// <summary>Without a last event, the standalone stream from now on.</summary>
    private static McpPosition? Position(HttpContext http, out McpError? error)
    {
        var last = http.Request.Headers["Last-Event-ID"];
        var position = last.Count == 0 ? new McpPosition { Stream = McpPosition.Standalone }
            : last is [{ } text] && EventId.Parse(text) is { } id ? id.Position : null;
        error = position is null ? Unknown : null;
        return position;
    }

    /// <summary>Goes on where it was when the session's grain moved to another silo.</summary>
    private async Task Send(HttpContext http, Session session, McpPosition position)
    {
        using var stream = upkeep.Open(http, async () => (await checks.Find(http)).Session is not null);
        while (true)
        {
            try
            {
                using var platform = Caller.Platform(http.CorrelationId()).Enter();
                if (position.Stream == McpPosition.Standalone) await grains.GetGrain<IMcpSessionGrain>(session.Key).Follow(stream.Ended);
                await foreach (var next in grains.GetGrain<IMcpStreamsGrain>(session.Key).Watch(position, stream.Ended).WithCancellation(stream.Ended))
                {
                    var id = new EventId(position.Stream, next.Sequence);
                    position = id.Position;
                    if (next.Message.Length > 0) await stream.Send(Encoding.UTF8.GetBytes(next.Message), id);
                    else if (!stream.IsOpen) await (session.Version.HasPriming ? stream.Prime(id) : stream.KeepAlive());
                }
                return;
            }
            catch (OperationCanceledException) when (stream.Ended.IsCancellationRequested)
            {
                return;
            }
            catch (ActorException none) when (none.Error.Code == ErrorCodes.NotFound)
            {
                if (!stream.IsOpen) await HttpAnswer.Refuse(http, replies, Unknown);
                return;
            }
            catch (Exception lost) when (stream.IsOpen)
            {
                LogLost(lost);
                await Task.Delay(Pause, stream.Ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static McpError Unknown => McpError.InvalidRequest(
        "Invalid request: Last-Event-ID names no event of this session, or what followed it is no longer kept. Open a stream without it.");

    [LoggerMessage(LogLevel.Debug, "A session's stream is watched anew")]
    private partial void LogLost(Exception lost);
}
