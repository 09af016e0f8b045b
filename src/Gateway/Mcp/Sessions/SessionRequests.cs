using System.Text.Json;
using Actors.Gateway.JsonRpc;
using Actors.Gateway.Mcp.Methods;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Mcp.Sessions;

/// <summary>What requests within a session can do beyond others: streams are resumed, and the client is asked and can cancel.</summary>
internal sealed class SessionRequests(CallsUnderWay calls, SessionSignals signals, IOptions<QuestionOptions> options)
{
    /// <summary>Answers a request.</summary>
    /// <param name="http">How it came.</param>
    /// <param name="session">The session it is part of.</param>
    /// <param name="message">The request.</param>
    /// <param name="meta">Its <c>_meta</c>.</param>
    /// <param name="reply">What the answer is written into.</param>
    /// <param name="stream">Where the answer goes if it comes in steps; null where it may not.</param>
    /// <param name="answer">Answers, and sends what it wrote.</param>
    public async Task Answer(HttpContext http, Session session, JsonRpcMessage message, RequestMeta meta, Reply reply, EventStream? stream, Func<McpCall, Task> answer)
    {
        using var underWay = calls.Begin(session, message.Id, stream);
        var call = new McpCall(http, session.Version, message, meta, reply)
        {
            Session = session, Stream = stream, Client = stream is null ? null : new SessionChannel(session, stream, signals, options.Value.AnswerWithin), Cancelled = underWay.Cancelled,
        };
        try
        {
            await answer(call);
        }
        catch (OperationCanceledException) when (underWay.IsCancelled)
        {
            // Cancellation: no response is sent.
            if (stream is { HasBegun: true }) await stream.Finish(default);
            else if (!http.Response.HasStarted) await HttpAnswer.Accept(http);
        }
    }

    /// <summary>What is no request may be about one: the client responds to ours, or cancels its own.</summary>
    public Task Hear(HttpContext http, Session session, JsonRpcMessage message, JsonElement root)
    {
        if (message.Kind == MessageKind.Response)
            return signals.Send(session.Key, new() { Request = CallsUnderWay.Text(message.Id), Response = root.GetRawText() }, http);
        return message.Method == "notifications/cancelled" && message.Params.ValueKind == JsonValueKind.Object
            && message.Params.TryGetProperty("requestId"u8, out var id) && JsonRpcMessage.IsId(id)
            ? calls.Cancel(session, CallsUnderWay.Text(id), message.Params.Text("reason"u8), http) : Task.CompletedTask;
    }
}
