using System.Buffers;

namespace Actors.Gateway.Mcp;

/// <summary>
/// An answer as server-sent events (Streamable HTTP: Receiving Messages). Opens with its first event. Where the client has
/// gone, events go nowhere; whether that cancels the call is not for the stream to say.
/// </summary>
internal sealed class EventStream(HttpContext http)
{
    public bool IsOpen { get; private set; }

    /// <summary>Sends one JSON-RPC message, which has no line breaks.</summary>
    public async Task Send(ReadOnlyMemory<byte> message)
    {
        Open();
        var body = http.Response.BodyWriter;
        body.Write("event: message\ndata: "u8);
        body.Write(message.Span);
        body.Write("\n\n"u8);
        await body.FlushAsync();
    }

    /// <summary>Sends a comment, which keeps proxies from closing a quiet connection.</summary>
    public async Task KeepAlive()
    {
        Open();
        http.Response.BodyWriter.Write(":\n\n"u8);
        await http.Response.BodyWriter.FlushAsync();
    }

    private void Open()
    {
        if (IsOpen) return;
        IsOpen = true;
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers["X-Accel-Buffering"] = "no";
    }
}
