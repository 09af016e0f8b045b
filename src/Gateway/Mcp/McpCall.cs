using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Tools;
using Actors.Gateway.Authentication;
using Actors.Gateway.JsonRpc;
using Actors.Gateway.Mcp.Sessions;
using Actors.Gateway.Mcp.Subscriptions;
using Actors.Tools;

namespace Actors.Gateway.Mcp;

/// <summary>One request on its way to its answer.</summary>
internal sealed class McpCall(HttpContext http, ProtocolVersion version, JsonRpcMessage message, RequestMeta meta, Reply reply)
{
    public HttpContext Http => http;

    public Caller Caller => http.Caller();

    public ProtocolVersion Version => version;

    public JsonElement Id => message.Id;

    public string Method => message.Method;

    public JsonElement Params => message.Params;

    public RequestMeta Meta => meta;

    public Reply Reply => reply;

    /// <summary>The session it is part of. Null on modern revisions, and where a legacy client opened none.</summary>
    public Session? Session { get; init; }

    /// <summary>The id under which <c>initialize</c> opens a session, where the client has been told one already.</summary>
    public string? NewSession { get; init; }

    /// <summary>The tool that <c>tools/call</c> names, if there is one.</summary>
    public Tool? Tool { get; set; }

    /// <summary>The stream the answer goes to where it is sent in steps. Null where there can be none: in a batch, or if the client accepts none.</summary>
    public EventStream? Stream { get; init; }

    /// <summary>Progress: only a request with a token is told of it.</summary>
    public bool WantsProgress => Stream is not null && meta.ProgressToken.ValueKind != JsonValueKind.Undefined;

    /// <summary>Logging: a modern client is told what it asks for with each request, one of a session as much as it set, or all of it.</summary>
    public bool WantsLog(LogEntry entry) => Stream is not null && (version.IsModern
        ? meta.LogLevel.ValueKind == JsonValueKind.String && entry.Reaches(meta.LogLevel.GetString()!)
        : Client is not null && entry.Reaches(Client.LogLevel ?? LogEntry.Levels[0]));

    /// <summary>The way back to the client of a legacy session. Null where there is none.</summary>
    public IClientChannel? Client { get; init; }

    /// <summary>What the client says it can do: modern ones say so with each request.</summary>
    public JsonElement ClientCapabilities => version.IsModern ? meta.ClientCapabilities : Client?.Capabilities ?? default;

    /// <summary>The answer is a subscription, which begins when the request has been read.</summary>
    public bool IsListening { get; private set; }

    public void Listen(Subscription subscription)
    {
        IsListening = true;
        http.Features.Set(subscription);
    }

    /// <summary>The HTTP status of the answer.</summary>
    public int Status { get; private set; } = StatusCodes.Status200OK;

    /// <summary>A modern client cancels by disconnecting; a legacy one that disconnects wants its call to go on (2025-11-25, Sending Messages to the Server).</summary>
    public CancellationToken Cancellation => version.IsModern ? http.RequestAborted : Cancelled;

    /// <summary>Cancellation by a message of the client, in a session.</summary>
    public CancellationToken Cancelled { get; init; }

    public void Fail(McpError error)
    {
        Status = error.Status;
        reply.Error(message.Id, error);
    }
}
