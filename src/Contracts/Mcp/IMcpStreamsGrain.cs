namespace Actors.Contracts.Mcp;

/// <summary>
/// The streams of one MCP session: that of each request whose answer comes in steps, and the one that belongs to none. What is
/// sent on them is kept for a while, so that a client that lost its connection can go on where it was, on any gateway.
/// Key: that of its <see cref="IMcpSessionGrain"/>.
/// </summary>
[PlatformOnly, Alias("mcp_streams")]
public interface IMcpStreamsGrain : IGrainWithStringKey
{
    /// <summary>Begins the stream of a request, by its id in JSON. The answer is the stream, and the number of its first event.</summary>
    [Alias("begin")]
    Task<long> Begin(string request, CancellationToken cancellation);

    /// <summary>Stores a message, and gives it to whoever watches its stream.</summary>
    [Alias("append")]
    Task<AppendedMcpEvent> Append(AppendMcpEvent request, CancellationToken cancellation);

    /// <summary>Sends a notification on the standalone stream; one that waits there already for a client to come back is not stored twice.</summary>
    [Idempotent, Alias("notify")]
    Task Notify(string message, CancellationToken cancellation);

    /// <summary>Says that the request of this stream is being worked on; without it, the request is taken for lost after 15 seconds.</summary>
    [Idempotent, Alias("renew")]
    Task Renew(long stream, CancellationToken cancellation);

    /// <summary>
    /// The events from a position on, with those yet to come, until the stream ends or somebody else watches it. The first one
    /// comes at once and is empty: the position itself.
    /// </summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>: there is no such event, or some behind it are no longer kept.</exception>
    [Idempotent, Alias("watch")]
    IAsyncEnumerable<McpEvent> Watch(McpPosition position, CancellationToken cancellation);

    /// <summary>Forgets all streams, and ends those that are watched.</summary>
    [Idempotent, Alias("drop")]
    Task Drop(CancellationToken cancellation);
}
