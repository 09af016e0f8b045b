using Actors.Contracts.Tools;

namespace Actors.Gateway.Mcp.Methods;

/// <summary>
/// Tells a client what a tool says of its work (utilities: Logging). A hundred messages at once and then a hundred a second at most;
/// those that are more are left out, and the next says how many.
/// </summary>
internal sealed class LogNews(McpCall call, TimeProvider time)
{
    private readonly Pace pace = new(atOnce: 100, TimeSpan.FromMilliseconds(10), time);
    private int leftOut;
    private string latest = "";

    /// <summary>Tells an entry, if the client wants it.</summary>
    public async Task Tell(LogEntry entry)
    {
        if (!call.WantsLog(entry)) return;
        if (pace.Wait > TimeSpan.Zero)
        {
            (leftOut, latest) = (leftOut + 1, entry.Level);
            return;
        }
        pace.Take();
        await TellLeftOut();
        await call.Stream!.Send(Message(entry));
    }

    /// <summary>Says how many were left out, if any were.</summary>
    public async Task TellLeftOut()
    {
        if (leftOut == 0) return;
        var entry = new LogEntry { Level = latest, Text = $"{leftOut} messages came too fast and were left out." };
        leftOut = 0;
        await call.Stream!.Send(Message(entry));
    }

    /// <summary>Words an entry; good until the reply is written to again.</summary>
    private ReadOnlyMemory<byte> Message(LogEntry entry)
    {
        var json = call.Reply.Json;
        call.Reply.Clear();
        json.WriteStartObject();
        json.WriteString("jsonrpc"u8, "2.0"u8);
        json.WriteString("method"u8, "notifications/message"u8);
        json.WriteStartObject("params"u8);
        json.WriteString("level"u8, entry.Level);
        if (entry.Logger is not null) json.WriteString("logger"u8, entry.Logger);
        json.WriteString("data"u8, entry.Text);
        json.WriteEndObject();
        json.WriteEndObject();
        return call.Reply.Written;
    }
}
