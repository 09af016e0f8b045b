using Actors.Contracts.Identity;
using Actors.Contracts.Mcp;
using Actors.Gateway.Authentication;
using Actors.Gateway.Mcp.Sessions;
using Actors.Gateway.Mcp.Streams;
using Actors.Gateway.Streams;
using Microsoft.Extensions.ObjectPool;

namespace Actors.Gateway.Mcp.HttpSse;

/// <summary>
/// <c>GET /mcp/sse</c>: the one stream of a session of the old transport, which first says where to post (2024-11-05, transports:
/// HTTP with SSE). A client that comes back with <c>Last-Event-ID</c>, as browsers do of themselves, goes on in its session.
/// </summary>
internal sealed class SseEndpoint(SessionDirectory sessions, SessionChecks checks, StreamLimits limits, StreamRelay relay, ObjectPool<Reply> replies, PublicAddress address)
{
    public const string Path = "/sse";

    public async Task Answer(HttpContext http)
    {
        if (limits.Enter(http.Caller(), out var full) is not { } place)
        {
            await HttpAnswer.Refuse(http, replies, McpError.TooManyStreams(full));
            return;
        }
        using (place)
        {
            var (id, position, error) = await Begin(http);
            if (error is not null)
            {
                await HttpAnswer.Refuse(http, replies, error);
                return;
            }
            var open = (LongStream stream, EventId first) => stream.Announce($"{address.Path}{McpEndpoints.Path}{MessagesEndpoint.Path}?{MessagesEndpoint.SessionParameter}={id}", first);
            if (!await relay.Send(http, SessionDirectory.Key(http.Caller(), id), position, open, () => Use(http, id), id))
                await HttpAnswer.Refuse(http, replies, StreamRelay.Unknown);
        }
    }

    /// <summary>A new session, opened when the client introduces itself in it, or the one that the client was in.</summary>
    private async ValueTask<(string Id, McpPosition Position, McpError? Error)> Begin(HttpContext http)
    {
        var fresh = (Id: SecretText.New(), Position: new McpPosition { Stream = McpPosition.Standalone, BringsAnswers = true });
        if (!MediaTypes.Accepted(http.Request.Headers.Accept).Events) return (fresh.Id, fresh.Position, StreamRelay.NotAcceptable);
        var last = http.Request.Headers["Last-Event-ID"];
        if (last.Count == 0) return (fresh.Id, fresh.Position, await Continue(http, fresh.Id));
        if (last is not [{ } text] || EventId.Parse(text) is not { Session: { } id, Stream: McpPosition.Standalone } seen) return (fresh.Id, fresh.Position, StreamRelay.Unknown);
        return (id, seen.Position with { BringsAnswers = true }, (await checks.Find(http, id)).Error);
    }

    /// <summary>
    /// A client that names a revision has agreed on it before, and comes back without saying where it was, as the TypeScript SDK's does:
    /// it does not introduce itself again, so that its new session is open at once.
    /// </summary>
    private async ValueTask<McpError?> Continue(HttpContext http, string id)
    {
        if (HeaderChecks.Version(http.Request.Headers, default, default, out var version) is { } error) return error;
        if (version.IsModern || http.Request.Headers[HeaderChecks.VersionHeader].Count == 0) return null;
        return await sessions.Open(http, id, new() { Owner = http.Caller().Owner, Version = version.Name, Client = "", Capabilities = "{}" });
    }

    /// <summary>A session that is listened to is not idle.</summary>
    private async ValueTask<bool> Use(HttpContext http, string id)
    {
        await sessions.Use(http, id);
        return true;
    }
}
