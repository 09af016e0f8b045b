using System.Buffers;

namespace Actors.Gateway.Mcp;

/// <summary>
/// An answer as server-sent events (Streamable HTTP: Receiving Messages). Opens with its first event. Where the client has
/// gone, events go nowhere; whether that cancels the call is not for the stream to say.
/// </summary>
internal class EventStream(HttpContext http)
{
    public bool IsOpen { get; private set; }

    /// <summary>Whether something of it is stored, so that it has to be ended where it gets no answer.</summary>
    public virtual bool HasBegun => false;

    protected HttpContext Http => http;

    /// <summary>Tells the client from where to resume, on streams that can be resumed, before there is anything to send.</summary>
    public virtual Task Prime() => Task.CompletedTask;

    /// <summary>Sends one JSON-RPC message, which has no line breaks.</summary>
    public virtual Task Send(ReadOnlyMemory<byte> message) => Write(message);

    /// <summary>Sends the last message, or ends without one.</summary>
    public virtual Task Finish(ReadOnlyMemory<byte> message) => message.IsEmpty ? Task.CompletedTask : Write(message);

    /// <summary>Lets the client go for now, on streams that can be resumed: it comes back for the rest (2025-11-25, transports: Sending Messages to the Server).</summary>
    public virtual Task Disconnect() => Task.CompletedTask;

    /// <summary>Says, now and then, that the request is being worked on, where somebody else answers it if it is lost here.</summary>
    public virtual Task Renew(DateTimeOffset now) => Task.CompletedTask;

    /// <summary>Sends a comment, which keeps proxies from closing a quiet connection.</summary>
    public virtual async Task KeepAlive()
    {
        Open();
        http.Response.BodyWriter.Write(":\n\n"u8);
        await http.Response.BodyWriter.FlushAsync();
    }

    /// <summary>Writes an event, with its id where it has one.</summary>
    protected async Task Write(ReadOnlyMemory<byte> message, EventId? id = null)
    {
        Open();
        var body = http.Response.BodyWriter;
        id?.Write(body);
        body.Write("event: message\ndata: "u8);
        body.Write(message.Span);
        body.Write("\n\n"u8);
        await body.FlushAsync();
    }

    protected void Open()
    {
        if (IsOpen) return;
        IsOpen = true;
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers["X-Accel-Buffering"] = "no";
    }
}
