using Actors.Contracts.Changes;

namespace Actors.Contracts.Mcp;

/// <summary>
/// One session of a client that speaks a revision of MCP with a handshake. It ends when it was idle for
/// <c>Actors:Mcp:SessionIdle</c>. Key: <see cref="GrainKeys.McpSession"/>, so that the store holds nothing that opens a session.
/// </summary>
[PlatformOnly, Alias("mcp_session")]
public interface IMcpSessionGrain : IGrainWithStringKey
{
    /// <summary>Opens the session.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.Conflict"/> if a client has introduced itself in it.</exception>
    [Alias("open")]
    Task Open(McpSession session, CancellationToken cancellation);

    /// <summary>The session, or null where there is none. Counts as use.</summary>
    [Idempotent, Alias("get")]
    Task<McpSession?> Get(CancellationToken cancellation);

    /// <summary>Changes which log messages the client wants.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/> if the session has ended.</exception>
    [Idempotent, Alias("set_log_level")]
    Task SetLogLevel(string level, CancellationToken cancellation);

    /// <summary>Has the client told of changes on its standalone stream from here on, whether it is connected or not.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/> if the session has ended.</exception>
    [Idempotent, Alias("follow")]
    Task Follow(CancellationToken cancellation);

    /// <summary>Has the client told of updates of the resource at this address.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/> if the session has ended, or <see cref="ErrorCodes.LimitReached"/> at 1,000 addresses.</exception>
    [Idempotent, Alias("subscribe")]
    Task Subscribe(string uri, CancellationToken cancellation);

    /// <summary>Ends a subscription.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/> if the session has ended.</exception>
    [Idempotent, Alias("unsubscribe")]
    Task Unsubscribe(string uri, CancellationToken cancellation);

    /// <summary>Tells the client of those changes that it wants to know of. False where the session has ended.</summary>
    [AlwaysInterleave, Alias("changed")]
    Task<bool> Changed(IReadOnlyList<Change> changes, CancellationToken cancellation);

    /// <summary>Ends the session.</summary>
    [Idempotent, Alias("end")]
    Task End(CancellationToken cancellation);

    /// <summary>Removes what is stored of the session, if it has ended.</summary>
    [Idempotent, Alias("expire")]
    Task Expire(CancellationToken cancellation);
}
