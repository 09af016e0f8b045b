using System.Text.Json;
using Actors.Contracts;
using Actors.Gateway.Admission;
using Actors.Gateway.Authentication;
using Actors.Gateway.JsonRpc;
using Actors.Gateway.Mcp.Sessions;
using Microsoft.Extensions.ObjectPool;

namespace Actors.Gateway.Mcp;

/// <summary>Answers an array of messages with the array of their answers (2025-03-26, basic: Batching). No other revision has it.</summary>
internal sealed class Batches(Dispatcher dispatcher, SessionChecks sessions, IAdmission admission, ObjectPool<Reply> replies)
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
        try
        {
            var calls = batch.EnumerateArray().Select(JsonRpcMessage.Read)
                .Where(message => message.Kind is MessageKind.Request or MessageKind.Invalid)
                .Select(message => (message.Kind, Call: new McpCall(http, version, message, RequestMeta.Of(message.Params), one) { Session = session }))
                .ToList();
            if (calls.Select(item => dispatcher.MissingScope(item.Call)).OfType<string>().Distinct().ToArray() is { Length: > 0 } scopes)
            {
                await admission.Refused(http, "a batch", ErrorCodes.InsufficientScope);
                await Challenge.InsufficientScope(http, "/mcp", scopes);
                return;
            }
            if (calls.Count == 0)
            {
                await HttpAnswer.Accept(http);
                return;
            }
            reply.Json.WriteStartArray();
            foreach (var (kind, call) in calls)
            {
                if (kind == MessageKind.Invalid) call.Fail(McpError.NoMessage);
                else if (reply.Written.Length > LargestAnswer) call.Fail(McpError.InvalidRequest("The answers before this one fill the batch; nothing was done. Send this message by itself."));
                else if (call.Method == "initialize") call.Fail(McpError.InvalidRequest("Invalid request: initialize must not be part of a batch."));
                else await dispatcher.Answer(call);
                reply.Json.WriteRawValue(one.Written.Span, skipInputValidation: true);
            }
            reply.Json.WriteEndArray();
        }
        finally
        {
            replies.Return(one);
        }
        await (stream is null ? HttpAnswer.Send(http, reply, StatusCodes.Status200OK) : stream.Send(reply.Written));
    }

    private static McpError? Check(HttpContext http, Session? session, JsonElement batch, out ProtocolVersion version)
    {
        var error = HeaderChecks.Version(http.Request.Headers, default, default, out version);
        version = session?.Version ?? version;
        return error ?? (!version.HasBatches ? McpError.InvalidRequest($"Invalid request: revision {version.Name} has no batches; send each message by itself.")
        : batch.GetArrayLength() is 0 or > Largest ? McpError.InvalidRequest($"Invalid request: a batch has between 1 and {Largest} messages.")
        : null);
    }
}
