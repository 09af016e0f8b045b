using Actors.Contracts;
using Actors.Contracts.Mcp;
using Actors.Gateway.Authentication;
using Actors.Gateway.JsonRpc;
using Actors.Gateway.Mcp.Sessions;
using Microsoft.Extensions.ObjectPool;

namespace Actors.Gateway.Mcp.HttpSse;

/// <summary>
/// <c>POST /mcp/messages</c>: a message of a client of the old transport, on whichever gateway; what it leads to goes to the
/// session's stream (2024-11-05, transports: HTTP with SSE).
/// </summary>
internal sealed class MessagesEndpoint(PostEndpoint post, SessionChecks checks, SessionRequests requests, IGrainFactory grains, ObjectPool<Reply> replies)
{
    public const string Path = "/messages", SessionParameter = "session";

    public async Task Answer(HttpContext http)
    {
        var reply = replies.Get();
        try
        {
            if (!MediaTypes.IsJson(http.Request.ContentType))
            {
                await HttpAnswer.Refuse(http, reply, MediaTypes.NotJson);
                return;
            }
            var (body, unreadable) = await Body.Read(http);
            if (unreadable is not null)
            {
                await HttpAnswer.Refuse(http, reply, McpError.Of(unreadable));
                return;
            }
            using (body)
            {
                await Answer(http, body, reply);
            }
        }
        finally
        {
            replies.Return(reply);
        }
    }

    private async Task Answer(HttpContext http, Body body, Reply reply)
    {
        var message = JsonRpcMessage.Read(body.Root);
        var meta = RequestMeta.Of(message.Params);
        var id = http.Request.Query[SessionParameter].ToString();
        if (Check(http, id, message, meta) is { } error)
        {
            await HttpAnswer.Refuse(http, reply, error, message.Id);
            return;
        }
        if (message is { Kind: MessageKind.Request, Method: "initialize" })
        {
            await post.Answer(new McpCall(http, ProtocolVersion.WhereNoneIsNamed, message, meta, reply) { NewSession = id, Stream = StreamOf(http, id, message) }, json: false);
            return;
        }
        var (session, unusable) = await checks.Find(http, id);
        if (session is null)
        {
            await HttpAnswer.Refuse(http, reply, unusable!, message.Id);
        }
        else if (message.Kind == MessageKind.Request)
        {
            await requests.Answer(http, session, message, meta, reply, StreamOf(http, id, message), call => post.Answer(call, json: false));
        }
        else
        {
            if (message.Method == "notifications/initialized") await Follow(http, session);
            await requests.Hear(http, session, message, body.Root);
            await HttpAnswer.Accept(http);
        }
    }

    /// <summary>Has the client told of changes: its stream is there from the beginning.</summary>
    private async Task Follow(HttpContext http, Session session)
    {
        using var _ = Caller.Platform(http.CorrelationId()).Enter();
        await grains.GetGrain<IMcpSessionGrain>(session.Key).Follow(CancellationToken.None);
    }

    private SessionStream StreamOf(HttpContext http, string id, in JsonRpcMessage message) =>
        new(http, grains.GetGrain<IMcpStreamsGrain>(SessionDirectory.Key(http.Caller(), id)), CallsUnderWay.Text(message.Id));

    private static McpError? Check(HttpContext http, string id, in JsonRpcMessage message, in RequestMeta meta) =>
        !SessionDirectory.IsId(id) ? SessionChecks.NotFound
        : message.Kind == MessageKind.Invalid ? McpError.NoMessage
        : HeaderChecks.Version(http.Request.Headers, message, meta.ProtocolVersion, out var version) is { } error ? error
        : version.IsModern ? McpError.InvalidRequest($"Invalid request: revision {version.Name} is not spoken here; post to {McpEndpoints.Path}.")
        : null;
}
