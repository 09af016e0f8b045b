using Actors.Contracts.Tools;
using Actors.Tools;

namespace Actors.Gateway.Mcp.Methods;

/// <summary>Follows a tool that answers in steps, and tells the client of them (patterns: Progress).</summary>
internal static class Progress
{
    /// <summary>Proxies close a connection that is quiet for half a minute or more.</summary>
    private static readonly TimeSpan KeepAliveAfter = TimeSpan.FromSeconds(15);

    /// <summary>Takes the steps to the last, which has the result.</summary>
    public static async Task<ReadOnlyMemory<byte>> Follow(McpCall call, IAsyncEnumerable<ToolStep> steps)
    {
        ReadOnlyMemory<byte>? result = null;
        var news = new ProgressNews(call, TimeProvider.System);
        if (call.Stream is { } stream) await stream.Prime();
        await using var running = steps.GetAsyncEnumerator(call.Cancellation);
        while (await Next(running, call.Stream, news))
        {
            result = running.Current.Result ?? result;
            if (running.Current.Disconnects && call.Stream is not null) await call.Stream.Disconnect();
            if (running.Current.Log is not { } entry) await news.Tell(running.Current);
            else if (call.WantsLog(entry)) await call.Stream!.Send(Message(call, entry));
        }
        await news.TellLatest();
        return result ?? throw new InvalidOperationException("The tool ended without a result.");
    }

    private static async Task<bool> Next(IAsyncEnumerator<ToolStep> steps, EventStream? stream, ProgressNews news)
    {
        var next = steps.MoveNextAsync().AsTask();
        while (stream is not null && !next.IsCompleted)
        {
            var due = news.Due;
            using var enough = new CancellationTokenSource();
            if (await Task.WhenAny(next, Task.Delay(due ?? KeepAliveAfter, enough.Token)) == next) await enough.CancelAsync();
            else await (due is null ? stream.KeepAlive() : news.TellLatest());
        }

        return await next;
    }

    /// <summary>Words a log entry (utilities: Logging).</summary>
    private static ReadOnlyMemory<byte> Message(McpCall call, LogEntry entry)
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
