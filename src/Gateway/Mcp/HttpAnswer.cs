using System.Buffers;
using System.Text.Json;
using Actors.Gateway.Admission;
using Microsoft.Extensions.ObjectPool;

namespace Actors.Gateway.Mcp;

/// <summary>Sends what was written into a <see cref="Reply"/>.</summary>
internal static class HttpAnswer
{
    /// <summary>Answers with nothing but an error.</summary>
    public static Task Refuse(HttpContext http, Reply reply, McpError error, JsonElement id = default)
    {
        reply.Error(id, error, nullId: ProtocolVersion.Find(http.Request.Headers[HeaderChecks.VersionHeader].ToString())?.OmitsUnknownIds != true);
        return Send(http, reply, error.Status);
    }

    /// <summary>The same, from where there is no reply to write into yet.</summary>
    public static async Task Refuse(HttpContext http, ObjectPool<Reply> replies, McpError error)
    {
        var reply = replies.Get();
        try
        {
            await Refuse(http, reply, error);
        }
        finally
        {
            replies.Return(reply);
        }
    }

    /// <summary>Answers with one JSON body.</summary>
    public static Task Send(HttpContext http, Reply reply, int status)
    {
        var (head, kept) = reply.Pieces;
        BodyRoom.HoldAnswer(http, 2L * head.Length + kept.Length);
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = head.Length + kept.Length;
        var body = http.Response.BodyWriter;
        if (kept.IsEmpty) return body.WriteAsync(head, http.RequestAborted).AsTask();
        body.Write(head.Span); // kept aside until the headers are written, so it is the short one
        return body.WriteAsync(kept, http.RequestAborted).AsTask();
    }

    /// <summary>Sending Messages: whatever is no request is accepted, and gets no body.</summary>
    public static Task Accept(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status202Accepted;
        return Task.CompletedTask;
    }
}
