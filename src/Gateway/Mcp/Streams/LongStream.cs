using System.Buffers;
using System.Text;
using Actors.Gateway.Streams;

namespace Actors.Gateway.Mcp.Streams;

/// <summary>A stream that stays open while there is nothing to send.</summary>
internal sealed class LongStream : EventStream, IDisposable
{
    private readonly StreamLife life;

    /// <param name="http">The request that it answers.</param>
    /// <param name="upkeep">What keeps it alive.</param>
    /// <param name="isLive">Whether the caller may still have it, asked now and then.</param>
    public LongStream(HttpContext http, StreamUpkeep upkeep, Func<ValueTask<bool>> isLive) : base(http) =>
        life = new(http, upkeep, Comment, async () => await upkeep.IsGood(http, McpEndpoints.Path) && await isLive());

    /// <inheritdoc cref="StreamLife.Ended"/>
    public CancellationToken Ended => life.Ended;

    /// <inheritdoc cref="StreamLife.IsHeard"/>
    public bool IsHeard => life.IsHeard;

    public override Task Send(ReadOnlyMemory<byte> message) => Send(message, id: null);

    public Task Send(ReadOnlyMemory<byte> message, EventId? id) => life.Write(() => Write(message, id));

    /// <summary>Opens with an event that says from where to resume.</summary>
    public Task Prime(EventId id) => Begin(id, "data: \n\n");

    /// <summary>Opens with the address to post to (2024-11-05, transports: HTTP with SSE).</summary>
    public Task Announce(string endpoint, EventId id) => Begin(id, $"event: endpoint\ndata: {endpoint}\n\n");

    public override Task KeepAlive() => life.Write(base.KeepAlive);

    public void Dispose() => life.Dispose();

    /// <summary>How it opens is for its first event to say.</summary>
    private Task Comment() => IsOpen ? base.KeepAlive() : Task.CompletedTask;

    private Task Begin(EventId id, string rest) => life.Write(async () =>
    {
        Open();
        var body = Http.Response.BodyWriter;
        id.Write(body);
        body.Write(Encoding.UTF8.GetBytes($"retry: {EventId.Retry}\n{rest}"));
        await body.FlushAsync();
    });
}
