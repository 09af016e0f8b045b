using System.Text.Json;
using Actors.Contracts;
using Actors.Gateway.Admission;
using Actors.Gateway.Authentication;
using Actors.Gateway.JsonRpc;
using Actors.Gateway.Mcp.Sessions;
using Microsoft.Extensions.ObjectPool;

namespace Actors.Gateway.Mcp;

/// <summary>Answers an array of messages with the array of their answers (2025-03-26, basic: Batching). No other revision has it.</summary>
internal sealed class Batches(
    Dispatcher dispatcher, SessionChecks sessions, SessionRequests requests, CallsUnderWay running, IAdmission admission, ObjectPool<Reply> replies)
{
    private const int Largest = 100;
    private const int LargestAnswer = GatewayOptions.MaxBodyBytes;

    public async Task Answer(HttpContext http, JsonElement batch, Reply reply, EventStream? stream)
    {
        var version = ProtocolVersion.WhereNoneIsNamed;
        var (session, unusable) = await sessions.Find(http);
        if ((unusable ?? Check(http, session, batch, out version)) is { } error)
        {
            await HttpAnswer.Refuse(http, reply, error);
            return;
        }
        var one = replies.Get();
        var messages = batch.EnumerateArray().Select(json => (Json: json, Message: JsonRpcMessage.Read(json))).ToLookup(item => item.Message.Kind is MessageKind.Request or MessageKind.Invalid);
        List<Item> items = [.. messages[true].Select(item => Begin(http, session, version, item.Message, one))];
        try
        {
            if (items.Select(item => dispatcher.MissingScope(item.Call)).OfType<string>().Distinct().ToArray() is { Length: > 0 } scopes)
            {
                await admission.Refused(http, "a batch", ErrorCodes.InsufficientScope);
                await Challenge.InsufficientScope(http, "/mcp", scopes);
                return;
            }
            if (session is not null)
                foreach (var (json, message) in messages[false]) await requests.Hear(http, session, message, json);
            if (!await Answer(items, reply)) await HttpAnswer.Accept(http);
            else await (stream is null ? HttpAnswer.Send(http, reply, StatusCodes.Status200OK) : stream.Send(reply.Written));
        }
        finally
        {
            foreach (var item in items) item.UnderWay?.Dispose();
            replies.Return(one);
        }
    }

    private Item Begin(HttpContext http, Session? session, ProtocolVersion version, JsonRpcMessage message, Reply one)
    {
        var underWay = session is null || message.Kind == MessageKind.Invalid ? null : running.Begin(session, message.Id, stream: null);
        return new(message.Kind, new(http, version, message, RequestMeta.Of(message.Params), one) { Session = session, Cancelled = underWay?.Cancelled ?? default }, underWay);
    }

    /// <summary>Writes the answers; false where there are none, since what is cancelled gets none.</summary>
    private async Task<bool> Answer(List<Item> items, Reply reply)
    {
        var any = false;
        reply.Json.WriteStartArray();
        foreach (var item in items)
        {
            if (item.UnderWay is { IsCancelled: true }) continue;
            try
            {
                await Answer(item, isFull: reply.Written.Length > LargestAnswer);
            }
            catch (OperationCanceledException) when (item.UnderWay is { IsCancelled: true })
            {
                continue;
            }
            reply.Json.WriteRawValue(item.Call.Reply.Written.Span, skipInputValidation: true);
            any = true;
        }
        reply.Json.WriteEndArray();
        return any;
    }

    private async ValueTask Answer(Item item, bool isFull)
    {
        var call = item.Call;
        if (item.Kind == MessageKind.Invalid) call.Reply.Error(call.Id, McpError.NoMessage, nullId: true);
        else if (isFull) call.Fail(McpError.InvalidRequest("The answers before this one fill the batch; nothing was done. Send this message by itself."));
        else if (call.Method == "initialize") call.Fail(McpError.InvalidRequest("Invalid request: initialize must not be part of a batch."));
        else await dispatcher.Answer(call);
    }

    private static McpError? Check(HttpContext http, Session? session, JsonElement batch, out ProtocolVersion version)
    {
        var error = HeaderChecks.Version(http.Request.Headers, default, default, out version);
        version = session?.Version ?? version;
        return error ?? (!version.HasBatches ? McpError.InvalidRequest($"Invalid request: revision {version.Name} has no batches; send each message by itself.")
        : batch.GetArrayLength() is 0 or > Largest ? McpError.InvalidRequest($"Invalid request: a batch has between 1 and {Largest} messages.")
        : null);
    }

    private sealed record Item(MessageKind Kind, McpCall Call, CallUnderWay? UnderWay);
}
