using System.Text.Json;
using Actors.Contracts;
using Actors.Gateway.Admission;
using Actors.Gateway.Authentication;
using Actors.Gateway.JsonRpc;
using Actors.Gateway.Mcp.Sessions;
using Actors.Gateway.Mcp.Subscriptions;
using Actors.Gateway.Mcp.Streams;
using Microsoft.Extensions.ObjectPool;

namespace Actors.Gateway.Mcp;

/// <summary>
/// <c>POST /mcp</c>: one message in, one answer out (Streamable HTTP: Sending Messages). The checks run in the order
/// they are written in; the first that fails answers.
/// </summary>
internal sealed class PostEndpoint(
    Dispatcher dispatcher, Batches batches, SessionChecks sessions, SessionRequests requests, IGrainFactory grains, IAdmission admission, ObjectPool<Reply> replies)
{
    public async Task Answer(HttpContext http)
    {
        var reply = replies.Get();
        try
        {
            await Answer(http, reply);
        }
        finally
        {
            replies.Return(reply);
        }
        // Begins when body and reply are given back: a stream that is quiet for hours holds on to neither.
        if (http.Features.Get<Subscription>() is { } subscription) await subscription.Run();
    }

    private async Task Answer(HttpContext http, Reply reply)
    {
        var (json, events) = MediaTypes.Accepted(http.Request.Headers.Accept);
        if (Check(http, json || events) is { } unacceptable)
        {
            await HttpAnswer.Refuse(http, reply, unacceptable);
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
            var stream = events ? new EventStream(http) : null;
            if (body.Root.ValueKind == JsonValueKind.Array) await batches.Answer(http, body.Root, reply, json ? null : stream);
            else await Answer(http, body.Root, reply, stream, json);
        }
    }

    private async Task Answer(HttpContext http, JsonElement root, Reply reply, EventStream? stream, bool json)
    {
        var message = JsonRpcMessage.Read(root);
        var meta = RequestMeta.Of(message.Params);
        if (Check(http, message, meta, out var version) is { } error)
        {
            await HttpAnswer.Refuse(http, reply, error, message.Id);
            return;
        }
        var (session, unusable) = version.IsModern || message.Method == "initialize" ? default : await sessions.Find(http);
        if (unusable is not null)
        {
            await HttpAnswer.Refuse(http, reply, unusable, message.Id);
            return;
        }
        if (message.Kind != MessageKind.Request)
        {
            if (session is not null) await requests.Hear(http, session, message, root);
            await HttpAnswer.Accept(http);
            return;
        }
        if (session is null) await Answer(new McpCall(http, version, message, meta, reply) { Stream = stream }, json);
        else await requests.Answer(http, session, message, meta, reply,
            stream is null ? null : new ResumableStream(http, grains, session, CallsUnderWay.Text(message.Id)), call => Answer(call, json));
    }

    /// <summary>Answers a request, in one piece where <paramref name="json"/> is accepted, else on its stream.</summary>
    internal async Task Answer(McpCall call, bool json)
    {
        using var trace = TraceContext.Continue(call.Meta, call.Method);
        if (dispatcher.MissingScope(call) is { } scope)
        {
            await admission.Refused(call.Http, call.Tool?.Name ?? call.Method, ErrorCodes.InsufficientScope);
            await Challenge.InsufficientScope(call.Http, McpEndpoints.Path, scope);
            return;
        }
        await dispatcher.Answer(call);
        if (call.IsListening) return;
        if (call.Stream is { } stream && (stream.IsOpen || !json)) await stream.Finish(call.Reply.Written);
        else await HttpAnswer.Send(call.Http, call.Reply, call.Status);
    }

    private static McpError? Check(HttpContext http, bool accepts) =>
        !MediaTypes.IsJson(http.Request.ContentType) ? MediaTypes.NotJson
        : !accepts ? McpError.InvalidRequest("Accept application/json and text/event-stream.", StatusCodes.Status406NotAcceptable)
        : null;

    private static McpError? Check(HttpContext http, in JsonRpcMessage message, in RequestMeta meta, out ProtocolVersion version)
    {
        version = ProtocolVersion.WhereNoneIsNamed;
        if (message.Kind == MessageKind.Invalid) return McpError.NoMessage;
        if (HeaderChecks.Version(http.Request.Headers, message, meta.ProtocolVersion, out version) is { } error) return error;
        if (!version.IsModern || message.Kind == MessageKind.Notification) return null;
        return message.Kind == MessageKind.Response
            ? McpError.InvalidRequest($"Invalid request: on revision {version.Name} the server asks nothing, so there is nothing to respond to.")
            : meta.Check() ?? HeaderChecks.Method(http.Request.Headers, message.Method) ?? HeaderChecks.Name(http.Request.Headers, message);
    }
}
