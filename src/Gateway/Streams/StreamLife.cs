namespace Actors.Gateway.Streams;

/// <summary>
/// How long a stream lives that stays open while there is nothing to send, and who may write to it: one at a time. It is <see cref="Ended"/>
/// when its client has gone, may not have it any more, or the process stops.
/// </summary>
internal sealed class StreamLife : IDisposable
{
    private readonly HttpContext http;
    private readonly StreamUpkeep upkeep;
    private readonly Func<Task> comment;
    private readonly SemaphoreSlim writing = new(1);
    private readonly CancellationTokenSource ended;

    /// <param name="http">The request that the stream answers.</param>
    /// <param name="upkeep">What keeps it alive.</param>
    /// <param name="comment">Sends what a client ignores.</param>
    /// <param name="isLive">Whether the caller may still have it, asked now and then.</param>
    public StreamLife(HttpContext http, StreamUpkeep upkeep, Func<Task> comment, Func<ValueTask<bool>> isLive)
    {
        (this.http, this.upkeep, this.comment, IsLive) = (http, upkeep, comment, isLive);
        ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        Ended = ended.Token;
        upkeep.Add(this);
    }

    public Func<ValueTask<bool>> IsLive { get; }

    public CancellationToken Ended { get; }

    /// <summary>Whether somebody is there to be told of the end.</summary>
    public bool IsHeard => !http.RequestAborted.IsCancellationRequested;

    public async Task Write(Func<Task> write)
    {
        await writing.WaitAsync(http.RequestAborted);
        try
        {
            await write();
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Sends a comment, unless something is being sent anyway.</summary>
    public async Task KeepAlive()
    {
        if (!await writing.WaitAsync(TimeSpan.Zero)) return;
        try
        {
            await comment();
        }
        finally
        {
            writing.Release();
        }
    }

    public void End()
    {
        try
        {
            ended.Cancel();
        }
        catch (ObjectDisposedException)
        {
            return; // it ended a moment ago
        }
    }

    public void Dispose()
    {
        upkeep.Remove(this);
        ended.Dispose();
        writing.Dispose();
    }
}
