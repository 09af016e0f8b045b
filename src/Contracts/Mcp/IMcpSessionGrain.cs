namespace Actors.Contracts.Mcp;

/// <summary>
/// One session of a client that speaks a revision of MCP with a handshake. It ends when it was idle for
/// <c>Actors:Mcp:SessionIdle</c>. Key: <see cref="GrainKeys.McpSession"/>, so that the store holds nothing that opens a session.
/// </summary>
[PlatformOnly, Alias("mcp_session")]
public interface IMcpSessionGrain : IGrainWithStringKey
{
    /// <summary>Opens the session.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.Conflict"/> if it is open.</exception>
    [Alias("open")]
    Task Open(McpSession session, CancellationToken cancellation);

    /// <summary>The session, or null where there is none. Counts as use.</summary>
    [Idempotent, Alias("get")]
    Task<McpSession?> Get(CancellationToken cancellation);

    /// <summary>Changes which log messages the client wants.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/> if the session has ended.</exception>
    [Idempotent, Alias("set_log_level")]
    Task SetLogLevel(string level, CancellationToken cancellation);

    /// <summary>Ends the session.</summary>
    [Idempotent, Alias("end")]
    Task End(CancellationToken cancellation);

    /// <summary>Removes what is stored of the session, if it has ended.</summary>
    [Idempotent, Alias("expire")]
    Task Expire(CancellationToken cancellation);
}
