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
        var (news, log) = (new ProgressNews(call, TimeProvider.System), new LogNews(call, TimeProvider.System));
        if (call.Stream is { } stream) await stream.Prime();
        await using var running = steps.GetAsyncEnumerator(call.Cancellation);
        while (await Next(running, call.Stream, news))
        {
            result = running.Current.Result ?? result;
            if (running.Current.Disconnects && call.Stream is not null) await call.Stream.Disconnect();
            await (running.Current.Log is { } entry ? log.Tell(entry) : news.Tell(running.Current));
        }
        await log.TellLeftOut();
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
}
