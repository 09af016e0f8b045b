using Actors.Contracts;
using Actors.Contracts.Mcp;
using Actors.Gateway.Authentication;
using Actors.Gateway.Mcp.Sessions;
using Actors.Gateway.Streams;
using Microsoft.Extensions.ObjectPool;

namespace Actors.Gateway.Mcp.Streams;

/// <summary>
/// <c>GET /mcp</c>: what the server has to say that belongs to no request, or the rest of a stream whose connection broke
/// (2025-11-25, transports: Listening for Messages from the Server, Resumability and Redelivery).
/// </summary>
internal sealed class GetEndpoint(SessionChecks checks, IGrainFactory grains, StreamLimits limits, StreamRelay relay, ObjectPool<Reply> replies)
{
    public async Task Answer(HttpContext http)
    {
        var (session, error) = MediaTypes.Accepted(http.Request.Headers.Accept).Events ? await checks.Demand(http) : (null, StreamRelay.NotAcceptable);
        if (session is null || Position(http, out error) is not { } position)
        {
            await HttpAnswer.Refuse(http, replies, error!);
            return;
        }
        if (limits.Enter(http.Caller(), out var full) is not { } place)
        {
            await HttpAnswer.Refuse(http, replies, McpError.TooManyStreams(full));
            return;
        }
        using (place)
        {
            var open = (LongStream stream, EventId id) => Open(stream, session, id);
            if (!await relay.Send(http, session.Key, position, open, async () => (await checks.Find(http)).Session is not null))
                await HttpAnswer.Refuse(http, replies, (await checks.Find(http)).Error ?? StreamRelay.Unknown);
        }
    }

    /// <summary>Without a last event, the standalone stream from now on.</summary>
    private static McpPosition? Position(HttpContext http, out McpError? error)
    {
        var last = http.Request.Headers["Last-Event-ID"];
        var position = last.Count == 0 ? new McpPosition { Stream = McpPosition.Standalone }
            : last is [{ } text] && EventId.Parse(text) is { Session: null } id ? id.Position : null;
        error = position is null ? StreamRelay.Unknown : null;
        return position;
    }

    private async Task Open(LongStream stream, Session session, EventId id)
    {
        if (id.Stream == McpPosition.Standalone) await grains.GetGrain<IMcpSessionGrain>(session.Key).Follow(stream.Ended);
        await (session.Version.HasPriming ? stream.Prime(id) : stream.KeepAlive());
    }
}
