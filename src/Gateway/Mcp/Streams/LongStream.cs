using System.Buffers;
using System.Text;

namespace Actors.Gateway.Mcp.Streams;

/// <summary>A stream that stays open while there is nothing to send. It is <see cref="Ended"/> when its client has gone, may not have it any more, or the process stops.</summary>
internal sealed class LongStream : EventStream, IDisposable
{
    private readonly SemaphoreSlim writing = new(1);
    private readonly CancellationTokenSource ended;
    private readonly StreamUpkeep upkeep;

    /// <param name="http">The request that it answers.</param>
    /// <param name="upkeep">What keeps it alive.</param>
    /// <param name="isLive">Whether the caller may still have it, asked now and then.</param>
    public LongStream(HttpContext http, StreamUpkeep upkeep, Func<ValueTask<bool>> isLive) : base(http)
    {
        (this.upkeep, IsLive) = (upkeep, isLive);
        ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        Ended = ended.Token;
        upkeep.Add(this);
    }

    public Func<ValueTask<bool>> IsLive { get; }

    public CancellationToken Ended { get; }

    /// <summary>Whether somebody is there to be told of the end.</summary>
    public bool IsHeard => !Http.RequestAborted.IsCancellationRequested;

    public override Task Send(ReadOnlyMemory<byte> message) => Send(message, id: null);

    public async Task Send(ReadOnlyMemory<byte> message, EventId? id)
    {
        await writing.WaitAsync(Http.RequestAborted);
        try
        {
            await Write(message, id);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Opens with an event that says from where to resume.</summary>
    public Task Prime(EventId id) => Begin(id, "data: \n\n");

    /// <summary>Opens with the address to post to (2024-11-05, transports: HTTP with SSE).</summary>
    public Task Announce(string endpoint, EventId id) => Begin(id, $"event: endpoint\ndata: {endpoint}\n\n");

    /// <summary>Sends a comment, unless something is being sent anyway.</summary>
    public override async Task KeepAlive()
    {
        if (!await writing.WaitAsync(TimeSpan.Zero)) return;
        try
        {
            await base.KeepAlive();
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

    private async Task Begin(EventId id, string rest)
    {
        await writing.WaitAsync(Http.RequestAborted);
        try
        {
            Open();
            var body = Http.Response.BodyWriter;
            id.Write(body);
            body.Write(Encoding.UTF8.GetBytes($"retry: {EventId.Retry}\n{rest}"));
            await body.FlushAsync();
        }
        finally
        {
            writing.Release();
        }
    }
}
